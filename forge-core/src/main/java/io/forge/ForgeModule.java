package io.forge;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import io.forge.api.TypeRef;
import io.forge.deploy.Deployer;
import io.forge.deploy.Deployments;
import io.forge.deploy.LoadServices;
import io.forge.host.PluginHost;
import io.forge.host.PluginUnloader;
import io.forge.http.HttpServer;
import io.forge.http.ManagementServer;
import io.forge.http.Threads;
import io.forge.http.management.Answers;
import io.forge.http.management.HealthRoutes;
import io.forge.http.management.ManagementProtocol;
import io.forge.http.plain.PlainProtocol;
import io.forge.http.v2.InferenceProtocol;
import io.forge.json.InferenceJson;
import io.forge.json.JsonCodecs;
import io.forge.metrics.MetricsTarget;
import io.forge.plugin.PluginLimits;
import io.forge.plugin.PluginStore;
import io.forge.runtime.Admission;
import io.forge.runtime.CallServices;
import io.forge.runtime.CallSupervisor;
import io.forge.runtime.Clock;
import io.forge.runtime.Codec;
import io.forge.runtime.Codecs;
import io.forge.runtime.Dispatchers;
import io.forge.runtime.EndOfService;
import io.forge.runtime.Lifecycle;
import io.forge.runtime.LocalCalls;
import io.forge.runtime.PlainCodecs;
import io.forge.runtime.ServableFactory;
import io.forge.runtime.ServableRegistry;
import io.forge.runtime.WallClock;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** How the parts of one server are put together; nothing here is asked for while a request is served. */
final class ForgeModule extends AbstractModule {

    private final ForgeConfig config;
    private final Path directory;
    private final Observation observation;

    ForgeModule(ForgeConfig config, Path directory, MetricsTarget metrics) {
        this.config = config;
        this.directory = directory;
        this.observation = Observation.of(config.metrics(), metrics);
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
        var services = getProvider(CallServices.class);
        var admission = getProvider(Admission.class);
        var servables = getProvider(ServableFactory.class);
        var registry = getProvider(ServableRegistry.class);
        var end = getProvider(EndOfService.class);
        var deployer = getProvider(Deployer.class);
        var deployments = getProvider(Deployments.class);
        var loads = getProvider(LoadServices.class);
        var unloader = getProvider(PluginUnloader.class);
        var server = getProvider(HttpServer.class);
        var management = getProvider(ManagementServer.class);
        var answers = getProvider(Answers.class);
        var readiness = getProvider(Readiness.class);
        Clock clock = System::nanoTime;
        var http = config.http();
        var dispatch = config.dispatch();
        var observer = observation.observer();
        var lifecycle = new Lifecycle();

        bind(Lifecycle.class).toInstance(lifecycle);
        bind(Observation.class).toInstance(observation);

        one(
                CallSupervisor.class,
                () -> new CallSupervisor(clock, dispatch.eventLoop().holdWarning()));
        one(Threads.class, () -> new Threads(http, dispatch));
        one(
                Dispatchers.class,
                () -> new Dispatchers(threads.get().eventLoop(), threads.get().tasks(), supervisor.get(), dispatch));
        one(CallServices.class, () -> new CallServices(supervisor.get(), observer));
        one(Admission.class, () -> new Admission(http.maxBodyMemory().bytes(), observer, lifecycle));
        one(Codecs.class, () -> new PlainCodecs(new JsonCodecs(http.maxBody().bytes())));
        one(ServableFactory.class, () -> new ServableFactory(dispatchers.get(), codecs.get(), defaults()));
        one(ServableRegistry.class, ServableRegistry::new);
        one(LoadServices.class, () -> new LoadServices(config.models(), clock));
        one(Deployer.class, () -> new Deployer(servables.get(), directory, deployments.get(), loads.get()));
        one(
                EndOfService.class,
                () -> new EndOfService(supervisor.get(), config.calls().drain()));
        one(Deployments.class, () -> new Deployments(registry.get(), end.get()));
        one(PluginUnloader.class, () -> new PluginUnloader(threads.get()::retireWorkers));
        one(PluginHost.class, () -> new PluginHost(clock, pluginStore(), deployer.get(), unloader.get()));
        one(
                HttpServer.class,
                () -> new HttpServer(
                        http,
                        threads.get(),
                        registry.get(),
                        admission.get(),
                        services.get(),
                        lifecycle,
                        List.of(plain(codecs.get()), inference(codecs.get(), lifecycle, clock))));
        one(ManagementServer.class, () -> new ManagementServer(config.management(), http, services.get()));
        one(
                Readiness.class,
                () -> new Readiness(config, lifecycle, server.get()::hasStarted, registry.get(), deployments.get()));
        one(Answers.class, () -> new Answers(codecs.get(), management.get().tasks()));
        one(ManagementProtocol.class, () -> management(codecs.get(), answers.get(), readiness.get()));
        one(LocalCalls.class, () -> new LocalCalls(registry.get(), admission.get(), services.get()));
    }

    private PlainProtocol plain(Codecs codecs) {
        return new PlainProtocol(problems(codecs), config.http());
    }

    @SuppressWarnings("unchecked") // A codec is found by the very type that it is for.
    private static Codec<Map<String, Object>> problems(Codecs codecs) {
        return (Codec<Map<String, Object>>) codecs.of(new TypeRef<Map<String, Object>>() {}.type());
    }

    private static ManagementProtocol management(Codecs codecs, Answers answers, Readiness readiness) {
        var protocol = new ManagementProtocol(problems(codecs));
        new HealthRoutes(answers, readiness::hasStarted, readiness::reasonsAgainst).addTo(protocol);
        return protocol;
    }

    private InferenceProtocol inference(Codecs codecs, Lifecycle lifecycle, Clock clock) {
        var format = new InferenceJson(config.inference().maxBody().bytes());
        var wallClock = new WallClock(clock, InstantSource.system());
        return new InferenceProtocol(codecs, format, config.inference(), lifecycle::isReady, wallClock);
    }

    /** Providers and no annotated methods: for those Guice generates classes, about which Java 25 warns. */
    private <T> void one(Class<T> type, Provider<T> provider) {
        bind(type).toProvider(provider).in(Singleton.class);
    }

    private PluginStore pluginStore() {
        var limits = new PluginLimits(
                config.plugins().loadTimeout(), config.http().maxBody().bytes());
        return new PluginStore(System.getProperty("java.io.tmpdir"), limits);
    }

    private ServableFactory.Defaults defaults() {
        return new ServableFactory.Defaults(
                config.http().maxBody().bytes(), config.calls().timeout());
    }
}
