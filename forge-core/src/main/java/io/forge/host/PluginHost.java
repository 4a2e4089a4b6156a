package io.forge.host;

import io.forge.api.Handler;
import io.forge.config.ConfigException;
import io.forge.config.PathText;
import io.forge.deploy.Deployer;
import io.forge.deploy.Deployments;
import io.forge.deploy.FailurePolicy;
import io.forge.deploy.HandlerProblem;
import io.forge.deploy.Plan;
import io.forge.deploy.Planner;
import io.forge.deploy.Selection;
import io.forge.deploy.Target;
import io.forge.plugin.FactoryCatalog;
import io.forge.plugin.FailureMessages;
import io.forge.plugin.HandlerLoadException;
import io.forge.plugin.Plugin;
import io.forge.plugin.PluginFailure;
import io.forge.plugin.PluginFiles;
import io.forge.plugin.PluginFolder;
import io.forge.plugin.PluginLoadException;
import io.forge.plugin.PluginStore;
import io.forge.runtime.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the plugins of one server: loads them, puts newer ones in the place of older ones, unloads them.
 *
 * <p>Safe for use by several threads once the server has started.
 */
public final class PluginHost implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PluginHost.class);

    private final Clock clock;
    private final PluginStore store;
    private final Deployer deployer;
    private final PluginUnloader unloader;

    /** One change at a time; held while a plugin's code is made, which has a limit. */
    private final ReentrantLock changes = new ReentrantLock();

    private volatile Map<String, PluginStatus> statuses = Map.of();
    private final List<PluginWatch> watches = new ArrayList<>();
    private final Set<Path> named = new HashSet<>();
    private Optional<Running> running = Optional.empty();

    /**
     * What changes are made with, from the start to the end of the server.
     *
     * @param classPath what there is without plugins
     * @param given handlers that the application has made
     */
    private record Running(Planner planner, FactoryCatalog classPath, Map<String, Handler<?, ?>> given) {

        Plan plan(List<Plugin> plugins, FailurePolicy policy) {
            return planner.plan(new Target(classPath.with(plugins, List.of()), given), policy);
        }
    }

    /**
     * No plugins yet.
     *
     * @param clock the time
     * @param store loads them; closed with this
     */
    public PluginHost(Clock clock, PluginStore store, Deployer deployer, PluginUnloader unloader) {
        this.clock = clock;
        this.store = store;
        this.deployer = deployer;
        this.unloader = unloader;
    }

    /**
     * Loads a plugin that was asked for by its path; before {@link #loadFolder}.
     *
     * @param file a JAR, a source file, or a folder of JARs
     * @param known what there is, whose names are taken
     * @return the same catalog, with what the plugin offers
     * @throws HandlerLoadException if it cannot be loaded, or a name that it offers is taken
     */
    public FactoryCatalog loadNamed(Path file, FactoryCatalog known) {
        var place = absolute(file);
        if (!named.add(place)) {
            return known;
        }
        var watching = watchOf(place, there -> PluginFolder.at(place));
        watching.look();
        watches.add(watching);
        var files = PluginFiles.at(place);
        try {
            files.checkExists();
            var catalog = known.with(List.of(loadFirst(files.folder(), files)), List.of());
            if (catalog.failures().isEmpty()) {
                return catalog;
            }
            throw new HandlerLoadException(catalog.failures().get(0).message());
        } catch (PluginLoadException e) {
            throw new HandlerLoadException(PluginFailure.of(files, e).message(), e);
        }
    }

    /** A watch of this host's plugins that has not begun. */
    PluginWatch watchOf(Path place, Function<Set<Path>, PluginFolder> content) {
        return new PluginWatch(place, content, new Watched(), clock);
    }

    /** What is done when files come, change and go. */
    private final class Watched implements WatchedPlugins {

        @Override
        public Optional<Plugin> running(PluginFiles files) {
            return PluginHost.this.running(files);
        }

        @Override
        public void load(Path folder, PluginFiles files) {
            PluginHost.this.load(folder, files);
        }

        @Override
        public void remove(Path place) {
            PluginHost.this.remove(place);
        }
    }

    private Plugin loadFirst(Path folder, PluginFiles files) throws PluginLoadException {
        refuseSecond(files, Optional.ofNullable(statuses.get(files.name())));
        var plugin = store.load(folder, files);
        put(PluginStatus.of(plugin));
        LOG.info("Plugin {} offers {}", files.place(), plugin.names());
        return plugin;
    }

    /**
     * Loads what lies in a plugins folder, before anything is served.
     *
     * @param sources whether source files are plugins
     * @param known what is on the class path, whose names are taken
     * @return the same catalog, with what all plugins offer, and what could not be loaded
     * @throws HandlerLoadException if the folder is none, or no copies can be made
     */
    public FactoryCatalog loadFolder(Path folder, boolean sources, FactoryCatalog known) {
        var watching = watchOf(
                folder, there -> PluginFolder.read(folder, sources, there).without(named));
        var content = watching.look();
        watches.add(watching);
        var failures = new ArrayList<>(content.failures());
        for (var files : content.plugins()) {
            try {
                loadFirst(folder, files);
            } catch (PluginLoadException e) {
                LOG.debug("Plugin {} cannot be loaded", files.place(), e);
                var failure = PluginFailure.of(files, e);
                if (!statuses.containsKey(files.name())) {
                    put(PluginStatus.failed(files, failure.message()));
                }
                failures.add(failure);
            }
        }
        var catalog = known.with(loaded(), failures);
        for (var failure : catalog.failures()) {
            Optional.ofNullable(statuses.get(failure.plugin()))
                    .filter(plugin ->
                            plugin.plugin().isPresent() && failure.handler().isEmpty())
                    .ifPresent(plugin -> put(plugin.with(failure.message())));
        }
        return catalog;
    }

    /**
     * Serves what was found, and allows changes from now on; called once.
     *
     * @param target what was found, with what the plugins offer that were loaded
     * @param classPath what there is without plugins
     * @param selection what is to be served
     * @param policy what becomes of the start where a handler cannot be served
     * @param check looks at the plan before anything is served; where it throws, nothing is, and what was made is closed
     */
    public void start(
            Target target, FactoryCatalog classPath, Selection selection, FailurePolicy policy, Consumer<Plan> check) {
        changing(() -> {
            var fresh = new Running(new Planner(deployer, selection), classPath, target.given());
            var plan = fresh.planner().plan(target, policy);
            try {
                check.accept(plan);
            } catch (RuntimeException | Error e) {
                plan.discard();
                throw e;
            }
            running = Optional.of(fresh);
            commit(plan, statuses, Optional.empty());
            return plan;
        });
    }

    /** Has plugins loaded, replaced and unloaded as they come and go in the folder; called once, after {@link #start}. */
    public void watch() {
        watches.forEach(PluginWatch::start);
    }

    /**
     * Loads a plugin and serves what it offers, in the place of the plugin of its name where there is one; what that has
     * served before serves on if this fails.
     *
     * @param file a JAR, a source file, or a folder of JARs
     * @return what is now known of it
     * @throws HandlerLoadException if it cannot be loaded, or cannot take the place of the one of its name; the message
     *     says why, and what to do
     */
    public PluginReport load(Path file) {
        var place = absolute(file);
        return changing(() -> {
            var files = PluginFiles.at(place);
            load(files.folder(), files);
            return report().stream()
                    .filter(plugin -> plugin.place().equals(place) && plugin.state() != PluginReport.State.DRAINING)
                    .findFirst()
                    .orElseThrow();
        });
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }

    /**
     * As {@link #load(Path)}.
     *
     * @param folder links to its files may not lead out of here
     */
    void load(Path folder, PluginFiles files) {
        changing(() -> {
            var before = Optional.ofNullable(statuses.get(files.name()));
            try {
                running();
                files.checkExists();
                refuseSecond(files, before);
                replace(before.flatMap(PluginStatus::plugin), store.load(folder, files));
            } catch (PluginLoadException e) {
                throw failed(before, files, PluginFailure.of(files, e).message(), e);
            } catch (ConfigException e) {
                throw failed(
                        before,
                        files,
                        "Plugin %s cannot be loaded: %s".formatted(PathText.onOneLine(files.place()), e.inOneLine()),
                        e);
            } catch (HandlerLoadException e) {
                throw failed(before, files, String.valueOf(e.getMessage()), e);
            }
            return files;
        });
    }

    private Optional<Plugin> running(PluginFiles files) {
        return Optional.ofNullable(statuses.get(files.name()))
                .filter(plugin -> plugin.files().equals(files))
                .flatMap(PluginStatus::plugin);
    }

    private static void refuseSecond(PluginFiles files, Optional<PluginStatus> before) throws PluginLoadException {
        var other = before.map(plugin -> plugin.files().place());
        if (other.isPresent()
                && !other.get().equals(files.place())
                && other.get().toFile().exists()) {
            throw new PluginLoadException("%s is named '%s' too: remove or rename one of them"
                    .formatted(PathText.onOneLine(other.get()), files.name()));
        }
    }

    private HandlerLoadException failed(
            Optional<PluginStatus> before, PluginFiles files, String message, Exception cause) {
        var running = before.filter(plugin -> plugin.plugin().isPresent());
        String told = running.isPresent()
                ? FailureMessages.followedBy(message, "What was loaded before keeps serving")
                : message;
        if (running.isEmpty() || running.get().files().equals(files)) {
            put(running.map(plugin -> plugin.with(told)).orElseGet(() -> PluginStatus.failed(files, told)));
        }
        return new HandlerLoadException(told, cause);
    }

    private void replace(Optional<Plugin> before, Plugin fresh) {
        var policy = before.isPresent() ? FailurePolicy.refusing(fresh) : FailurePolicy.skipping();
        var next = with(PluginStatus.of(fresh));
        Plan plan;
        try {
            plan = running().plan(loaded(next), policy);
        } catch (RuntimeException | Error e) {
            unloader.discard(fresh);
            throw e;
        }
        warn(plan.problems());
        commit(plan, next, before);
        LOG.info(
                before.isPresent() ? "Plugin {} is replaced and serves {}" : "Plugin {} serves {}",
                fresh.files().place(),
                plan.names());
    }

    private static void warn(List<HandlerProblem> problems) {
        if (!Thread.currentThread().isInterrupted()) { // Else it was ended with its server, which is no problem.
            problems.forEach(problem -> LOG.warn(problem.message()));
        }
    }

    /** In one step for who asks for a report. */
    private void commit(Plan plan, Map<String, PluginStatus> next, Optional<Plugin> outgoing) {
        plan.commit(retired -> {
            statuses = noting(plan.problems(), next);
            outgoing.ifPresent(plugin -> unloader.unloadLater(plugin, retired));
        });
    }

    /** With what is wrong, for the report, where it was offered. */
    private static Map<String, PluginStatus> noting(List<HandlerProblem> problems, Map<String, PluginStatus> plugins) {
        var noted = new LinkedHashMap<>(plugins);
        for (var problem : problems) {
            problem.offer()
                    .ifPresent(offer -> noted.replaceAll((name, status) ->
                            status.offers(offer) ? status.with(problem.name(), problem.message()) : status));
        }
        return Collections.unmodifiableMap(noted);
    }

    /** What changes are made with, while they are allowed. */
    private Running running() {
        return running.orElseThrow(() -> new HandlerLoadException(
                "The server has not started yet, or is shutting down: plugins cannot be changed"));
    }

    /**
     * Takes what a plugin serves out of service and unloads it, when its last calls have ended, or had to.
     *
     * @param file where it was loaded from; nothing need be there any more
     * @return whether there was one
     */
    public boolean unload(Path file) {
        var plugin = remove(absolute(file));
        plugin.ifPresent(unloader::awaitUnloaded);
        return plugin.isPresent();
    }

    /** As {@link #unload}, without waiting for calls to end. */
    private Optional<Plugin> remove(Path place) {
        return changing(() -> {
            var gone = statuses.values().stream()
                    .filter(plugin -> plugin.files().place().equals(place))
                    .findFirst();
            var outgoing = gone.flatMap(PluginStatus::plugin);
            var remaining = new LinkedHashMap<>(statuses);
            gone.ifPresent(plugin -> remaining.remove(plugin.files().name()));
            if (outgoing.isEmpty()) {
                statuses = Collections.unmodifiableMap(remaining);
                return outgoing;
            }
            var plan = running().plan(loaded(remaining), FailurePolicy.skipping());
            warn(plan.problems());
            commit(plan, remaining, outgoing);
            LOG.info("Plugin {} is removed", PathText.onOneLine(place));
            if (plan.bringsSome()) {
                LOG.info("Other plugins offer what it has served: from now on they serve {}", plan.names());
            }
            return outgoing;
        });
    }

    private Deployments deployments() {
        return deployer.deployments();
    }

    /** Makes changes one after the other. */
    private <T> T changing(Supplier<T> change) {
        changes.lock();
        try {
            return change.get();
        } finally {
            changes.unlock();
        }
    }

    private void put(PluginStatus plugin) {
        statuses = with(plugin);
    }

    private Map<String, PluginStatus> with(PluginStatus plugin) {
        var changed = new LinkedHashMap<>(statuses);
        changed.put(plugin.files().name(), plugin);
        return Collections.unmodifiableMap(changed);
    }

    private List<Plugin> loaded() {
        return loaded(statuses);
    }

    private static List<Plugin> loaded(Map<String, PluginStatus> plugins) {
        return plugins.values().stream()
                .flatMap(plugin -> plugin.plugin().stream())
                .toList();
    }

    /** What is known of each plugin, in the order in which they came; those that are draining last. */
    public List<PluginReport> report() {
        return deployments().read(() -> {
            var all = new ArrayList<PluginReport>();
            statuses.values().forEach(plugin -> all.add(plugin.report(deployments())));
            unloader.draining().forEach(plugin -> all.add(PluginStatus.draining(plugin)));
            return all;
        });
    }

    /**
     * The plugins that were unloaded but whose classes something keeps alive; only after a full garbage collection does
     * this say that there is a leak.
     */
    public List<String> retained() {
        return unloader.retained();
    }

    /** Makes no change any more; waits for one that is in progress. */
    public void freeze() {
        watches.forEach(PluginWatch::close);
        changing(() -> {
            running = Optional.empty();
            return statuses;
        });
    }

    /** Unloads every plugin, the last first, and deletes the copies; nothing is served any more. */
    @Override
    public void close() throws IOException {
        freeze();
        unloader.close();
        var all = new ArrayList<>(loaded());
        Collections.reverse(all);
        all.forEach(unloader::discard);
        store.close();
    }
}
