package io.forge.host;

import io.forge.api.ForgeException;
import io.forge.deploy.Deployer;
import io.forge.deploy.Deployments;
import io.forge.deploy.FailurePolicy;
import io.forge.deploy.HandlerSettings;
import io.forge.deploy.LoadServices;
import io.forge.deploy.ModelsConfig;
import io.forge.deploy.Selection;
import io.forge.deploy.Target;
import io.forge.json.JsonCodecs;
import io.forge.plugin.FactoryCatalog;
import io.forge.plugin.HandlerLoadException;
import io.forge.plugin.PluginFiles;
import io.forge.plugin.PluginFolder;
import io.forge.plugin.PluginLimits;
import io.forge.plugin.PluginStore;
import io.forge.runtime.Admission;
import io.forge.runtime.CallObserver;
import io.forge.runtime.CallServices;
import io.forge.runtime.CallSupervisor;
import io.forge.runtime.DispatchConfig;
import io.forge.runtime.Dispatchers;
import io.forge.runtime.EndOfService;
import io.forge.runtime.Lifecycle;
import io.forge.runtime.LocalCalls;
import io.forge.runtime.PlainCodecs;
import io.forge.runtime.ServableFactory;
import io.forge.runtime.ServableRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** The plugins of a server without threads, in a folder that is looked at when the test says so, by the test's clock. */
final class WatchedFolder implements AutoCloseable {

    private static final long MAX_BODY = 1 << 20;

    private final ServableRegistry registry = new ServableRegistry();
    private final CallServices services;
    private final PluginHost host;
    private final PluginWatch watch;
    private long now;

    /** Loads what lies there. */
    WatchedFolder(Path folder, Path temporary) {
        Executor direct = Runnable::run;
        var supervisor = new CallSupervisor(this::now, Duration.ofSeconds(1));
        services = new CallServices(supervisor, CallObserver.NONE);
        var defaults = new ServableFactory.Defaults(MAX_BODY, Duration.ofMinutes(1));
        var servables = new ServableFactory(
                new Dispatchers(direct, direct, supervisor, DispatchConfig.defaults()),
                new PlainCodecs(new JsonCodecs(MAX_BODY)),
                defaults);
        var deployments = new Deployments(registry, new EndOfService(supervisor, Duration.ofSeconds(20)));
        var deployer =
                new Deployer(servables, folder, deployments, new LoadServices(ModelsConfig.defaults(), this::now));
        var store = new PluginStore(temporary.toString(), new PluginLimits(Duration.ofSeconds(20), MAX_BODY));
        host = new PluginHost(this::now, store, deployer, new PluginUnloader(() -> {}));
        watch = host.watchOf(folder, known -> PluginFolder.read(folder, true, known));
        var classPath = FactoryCatalog.find(ClassLoader.getPlatformClassLoader());
        host.start(new Target(classPath, Map.of()), classPath, new Everything(), FailurePolicy.skipping(), plan -> {});
        watch.look().plugins().forEach(files -> load(folder, files));
    }

    private void load(Path folder, PluginFiles files) {
        try {
            host.load(folder, files);
        } catch (HandlerLoadException e) {
            // The report has it.
        }
    }

    /** Has all served that there is. */
    private record Everything() implements Selection {

        @Override
        public Collection<String> names(FactoryCatalog catalog) {
            return catalog.names();
        }

        @Override
        public HandlerSettings settingsOf(String name) {
            return HandlerSettings.defaults();
        }
    }

    private long now() {
        return now;
    }

    /** Looks at the folder. */
    WatchedFolder look() {
        watch.poll();
        return this;
    }

    /** Lets the time pass after which files that have not changed are settled. */
    WatchedFolder pass() {
        now += PluginWatch.SETTLED.toNanos();
        return this;
    }

    /** Lets the time pass after which what could not be copied is tried again. */
    WatchedFolder passRetry() {
        now += PluginWatch.RETRY.toNanos();
        return this;
    }

    /** Looks until what lies in the folder is settled, and has been dealt with. */
    WatchedFolder settle() {
        return look().pass().look().look();
    }

    /** What a handler answers, or why it does not. */
    String ask(String handler) {
        try {
            return new LocalCalls(registry, new Admission(MAX_BODY, CallObserver.NONE, new Lifecycle()), services)
                    .<String, String>call(handler, "", String.class)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            return ((ForgeException) e.getCause()).code().name();
        }
    }

    List<PluginReport> report() {
        return host.report().stream()
                .filter(plugin -> plugin.state() != PluginReport.State.DRAINING)
                .toList();
    }

    /** What is wrong with the only plugin. */
    Optional<String> problem() {
        return report().get(0).problem();
    }

    @Override
    public void close() throws IOException {
        host.close();
    }
}
