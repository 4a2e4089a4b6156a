package io.forge;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.forge.http.HttpServer;
import io.forge.http.Threads;
import io.forge.json.JsonCodecs;
import io.forge.json.RecordBinder;
import io.forge.plugin.HandlerLoader;
import io.forge.runtime.CallSupervisor;
import io.forge.runtime.Clock;
import io.forge.runtime.Codecs;
import io.forge.runtime.Dispatchers;
import io.forge.runtime.LocalCalls;
import io.forge.runtime.PlainCodecs;
import io.forge.runtime.ServableFactory;
import io.forge.runtime.ServableRegistry;
import java.nio.file.Path;

/** How the parts of one server are put together; nothing here is asked for while a request is served. */
final class ForgeModule extends AbstractModule {

    private final ForgeConfig config;
    private final RecordBinder binder;
    private final Path directory;

    ForgeModule(ForgeConfig config, RecordBinder binder, Path directory) {
        this.config = config;
        this.binder = binder;
        this.directory = directory;
    }

    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        binder().requireExactBindingAnnotations();
        binder().requireAtInjectOnConstructors();
        binder().disableCircularProxies();
        bind(Clock.class).toInstance(System::nanoTime);
        bind(ServableRegistry.class).toInstance(new ServableRegistry());
    }

    @Provides
    @Singleton
    CallSupervisor supervisor(Clock clock) {
        return new CallSupervisor(clock, config.dispatch().eventLoop().holdWarning());
    }

    @Provides
    @Singleton
    Threads threads() {
        return new Threads(config.http(), config.dispatch());
    }

    @Provides
    @Singleton
    Dispatchers dispatchers(Threads threads) {
        return new Dispatchers(threads.eventLoop(), threads.pool(), config.dispatch());
    }

    @Provides
    @Singleton
    Codecs codecs() {
        return new PlainCodecs(new JsonCodecs(config.http().maxBody().bytes()));
    }

    @Provides
    @Singleton
    ServableFactory servables(Dispatchers dispatchers, Codecs codecs, CallSupervisor supervisor) {
        var defaults = new ServableFactory.Defaults(
                config.http().maxBody().bytes(),
                config.dispatch().eventLoop().maxBody().bytes(),
                config.calls().timeout());
        return new ServableFactory(dispatchers, codecs, supervisor, defaults);
    }

    @Provides
    @Singleton
    HandlerLoader loader(ServableFactory servables, ServableRegistry registry) {
        return new HandlerLoader(servables, registry, binder, directory);
    }

    @Provides
    @Singleton
    HttpServer server(Threads threads, ServableRegistry registry, Codecs codecs) {
        return new HttpServer(config.http(), threads, registry, codecs);
    }

    @Provides
    @Singleton
    LocalCalls localCalls(ServableRegistry registry) {
        return new LocalCalls(registry);
    }
}
