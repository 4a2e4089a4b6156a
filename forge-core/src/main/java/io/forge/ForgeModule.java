package io.forge;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import io.forge.api.TypeRef;
import io.forge.config.EffectiveConfig;
import io.forge.config.Node.Section;
import io.forge.deploy.Deployer;
import io.forge.deploy.Deployments;
import io.forge.deploy.LoadServices;
import io.forge.host.PluginHost;
import io.forge.host.PluginUnloader;
import io.forge.http.HttpServer;
import io.forge.http.ManagementServer;
import io.forge.http.Threads;
import io.forge.http.management.Answers;
import io.forge.http.management.ConfigurationRoute;
import io.forge.http.management.HandlerRoutes;
import io.forge.http.management.HealthRoutes;
import io.forge.http.management.InfoRoute;
import io.forge.http.management.LoggerLevels;
import io.forge.http.management.LoggerRoutes;
import io.forge.http.management.ManagementProtocol;
import io.forge.http.management.MetricsRoute;
import io.forge.http.management.ThreadRoute;
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
import java.util.Optional;

/** How the parts of one server are put together; nothing here is asked for while a request is served. */
final class ForgeModule extends AbstractModule {

    private final ForgeConfig config;
    private final Section settings;
    private final Path directory;
    private final Observation observation;
    private final Optional<LoggerLevels> loggerLevels;

    /**
     * The parts of one server.
     *
     * @param config what is configured
     * @param settings the same, with places
     * @param directory where relative paths start
     * @param metrics where metrics go
     * @param loggerLevels changes the levels of the application's log
     */
    ForgeModule(
            ForgeConfig config,
            Section settings,
            Path directory,
            MetricsTarget metrics,
            Optional<LoggerLevels> loggerLevels) {
        this.config = config;
        this.settings = settings;
        this.directory = directory;
        this.observation = Observation.of(config.metrics(), metrics);
        this.loggerLevels = loggerLevels;
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
        var host = getProvider(PluginHost.class);
        var health = getProvider(HealthRoutes.class);
        var handlers = getProvider(HandlerRoutes.class);
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
                () -> new Readiness(
                        config,
                        directory,
                        lifecycle,
                        server.get()::hasStarted,
                        registry.get(),
                        deployments.get(),
                        host.get()));
        one(Answers.class, () -> new Answers(codecs.get(), management.get().tasks()));
        one(HandlerRoutes.class, () -> new HandlerRoutes(answers.get(), registry.get(), deployments.get()::placeOf));
        one(
                HealthRoutes.class,
                () -> new HealthRoutes(answers.get(), readiness.get()::hasStarted, readiness.get()::reasonsAgainst));
        one(ManagementProtocol.class, () -> {
            var protocol = new ManagementProtocol(problems(codecs.get()));
            health.get().addTo(protocol);
            new InfoRoute(answers.get(), InstantSource.system()).addTo(protocol);
            handlers.get().addTo(protocol);
            new ConfigurationRoute(answers.get(), () -> EffectiveConfig.of(config, settings)).addTo(protocol);
            new LoggerRoutes(answers.get(), codecs.get(), loggerLevels).addTo(protocol);
            new ThreadRoute(answers.get()).addTo(protocol);
            new MetricsRoute(answers.get(), accept -> observation.metrics().flatMap(one -> one.text(accept)))
                    .addTo(protocol);
            return protocol;
        });
        one(LocalCalls.class, () -> new LocalCalls(registry.get(), admission.get(), services.get()));
    }

    private PlainProtocol plain(Codecs codecs) {
        return new PlainProtocol(problems(codecs), config.http());
    }

    @SuppressWarnings("unchecked") // A codec is found by the very type that it is for.
    private static Codec<Map<String, Object>> problems(Codecs codecs) {
        return (Codec<Map<String, Object>>) codecs.of(new TypeRef<Map<String, Object>>() {}.type());
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
