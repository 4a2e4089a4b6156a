package io.forge;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import io.forge.http.HttpServer;
import io.forge.http.Threads;
import io.forge.json.JsonCodecs;
import io.forge.plugin.HandlerLoader;
import io.forge.plugin.Plugins;
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
    private final Path directory;

    ForgeModule(ForgeConfig config, Path directory) {
        this.config = config;
        this.directory = directory;
    }

    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        binder().requireExactBindingAnnotations();
        binder().requireAtInjectOnConstructors();
        binder().disableCircularProxies();

        var threads = getProvider(Threads.class);
        var dispatchers = getProvider(Dispatchers.class);
        var codecs = getProvider(Codecs.class);
        var supervisor = getProvider(CallSupervisor.class);
        var servables = getProvider(ServableFactory.class);
        var registry = getProvider(ServableRegistry.class);
        Clock clock = System::nanoTime;
        var http = config.http();
        var dispatch = config.dispatch();

        one(
                CallSupervisor.class,
                () -> new CallSupervisor(clock, dispatch.eventLoop().holdWarning()));
        one(Threads.class, () -> new Threads(http, dispatch));
        one(
                Dispatchers.class,
                () -> new Dispatchers(threads.get().eventLoop(), threads.get().pool(), dispatch));
        one(Codecs.class, () -> new PlainCodecs(new JsonCodecs(http.maxBody().bytes())));
        one(
                ServableFactory.class,
                () -> new ServableFactory(dispatchers.get(), codecs.get(), supervisor.get(), defaults()));
        one(ServableRegistry.class, ServableRegistry::new);
        one(HandlerLoader.class, () -> new HandlerLoader(servables.get(), registry.get(), directory));
        one(Plugins.class, () -> new Plugins(temporaryFolder(), http.maxBody().bytes()));
        one(HttpServer.class, () -> new HttpServer(http, threads.get(), registry.get(), codecs.get()));
        one(LocalCalls.class, () -> new LocalCalls(registry.get()));
    }

    /** Providers and no annotated methods: for those Guice generates classes, about which Java 25 warns. */
    private <T> void one(Class<T> type, Provider<T> provider) {
        bind(type).toProvider(provider).in(Singleton.class);
    }

    private static Path temporaryFolder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private ServableFactory.Defaults defaults() {
        return new ServableFactory.Defaults(
                config.http().maxBody().bytes(),
                config.dispatch().eventLoop().maxBody().bytes(),
                config.calls().timeout());
    }
}
