package io.forge;

import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.config.ConfigProblem;
import io.forge.config.Node.Section;
import io.forge.config.Nodes;
import io.forge.config.Origin;
import io.forge.config.Overlay;
import io.forge.config.RecordBinder;
import io.forge.http.management.LoggerLevels;
import io.forge.metrics.MetricsTarget;
import io.forge.runtime.DispatchMode;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Configures a server and starts it; every method but {@link #start} and {@link #load}
 * returns this builder. Not for use by several threads.
 */
public final class ForgeBuilder {

    private static final Origin BUILDER = Origin.NONE;
    private static final Origin DEFAULT = Origin.of("default");

    private static final String MANAGEMENT_PORT = "management.port";

    private static final String CARRIER = "dispatch.virtual.carrier";

    private Section settings = Section.EMPTY;
    private final Map<String, Handler<?, ?>> given = new LinkedHashMap<>();
    private ClassLoader classLoader = ForgeBuilder.class.getClassLoader();
    private Path directory = Path.of("");
    private MetricsTarget metrics = MetricsTarget.own();
    private OptionalInt preferredManagementPort = OptionalInt.empty();
    private Optional<LoggerLevels> loggerLevels = Optional.empty();
    private Strictness strictness = Strictness.LENIENT;
    private Consumer<String> onWarning = LoggerFactory.getLogger(Forge.class)::warn;

    ForgeBuilder() {}

    /** The address to listen on; {@code 127.0.0.1} where this is not called. */
    public ForgeBuilder host(String host) {
        return set("http.host", host);
    }

    /** The port to listen on; 0 takes a free one, which {@link Forge#uri} tells. */
    public ForgeBuilder port(int port) {
        return set("http.port", port);
    }

    /**
     * The port for those who operate the server, with health, handlers, threads and more; 0 takes a free one, which
     * {@link Forge#managementUri} tells. There is none where this is not called, and none with -1.
     */
    public ForgeBuilder managementPort(int port) {
        return set(MANAGEMENT_PORT, port);
    }

    /** As {@link #managementPort}, where nothing else is configured; where the port is taken, that is a warning. */
    public ForgeBuilder preferredManagementPort(int port) {
        this.preferredManagementPort = OptionalInt.of(port);
        return this;
    }

    /** Has the management port show and change the levels of the application's log; it refuses to where this is not called. */
    public ForgeBuilder loggerLevels(LoggerLevels levels) {
        this.loggerLevels = Optional.of(levels);
        return this;
    }

    /** Where every handler runs whose own section does not say otherwise. */
    public ForgeBuilder dispatch(Dispatch dispatch) {
        return set("dispatch.mode", DispatchMode.nameOf(dispatch));
    }

    /**
     * Sets one key of the configuration, such as {@code http.max-body} or {@code handlers.sleep.config.duration}.
     *
     * @param key the key with its sections, joined by dots
     * @param value a number, boolean, text or list, as it would stand in {@code forge.yaml}
     */
    public ForgeBuilder set(String key, Object value) {
        settings = Overlay.of(Nodes.at(key, value, BUILDER), settings);
        return this;
    }

    /**
     * Takes a whole configuration, under what {@link #set} has said and will say.
     *
     * @param section such as a file's
     */
    public ForgeBuilder settings(Section section) {
        settings = Overlay.of(settings, section);
        return this;
    }

    /** Serves a handler that the application has made. */
    public ForgeBuilder handler(String name, Handler<?, ?> handler) {
        given.put(name, handler);
        return this;
    }

    /**
     * Serves handlers whose factories are on the class path or in a plugin; a second call takes the place of the first.
     * An entry that ends in {@code .java} or {@code .jar}, or has a slash in it, is the path of a plugin, all of which is
     * served; it starts at {@link #directory}.
     *
     * <p>Where neither this nor {@link #handler} is called, all that are found are served; what plugins offer always is.
     */
    public ForgeBuilder handlers(String... namesOrPaths) {
        return set("serve", List.of(namesOrPaths));
    }

    /**
     * Loads and serves the plugins in a folder, beside whatever else is served.
     *
     * @param folder a relative path starts at {@link #directory}
     */
    public ForgeBuilder plugins(Path folder) {
        return set("plugins.directory", folder);
    }

    /** Where factories of the class path are looked for; the class loader of Forge itself where this is not called. */
    public ForgeBuilder classLoader(ClassLoader loader) {
        this.classLoader = loader;
        return this;
    }

    /** Where relative paths start, the plugins folder's and the handlers'; the working directory where this is not called. */
    public ForgeBuilder directory(Path path) {
        this.directory = path;
        return this;
    }

    /**
     * Registers the server's metrics with a registry of the application, which has those of the JVM already if it wants
     * them; they leave it when the server is closed. One registry for each server: their metrics have the same names.
     */
    public ForgeBuilder metrics(MeterRegistry registry) {
        this.metrics = MetricsTarget.of(registry);
        return this;
    }

    /** Takes what is probably a mistake but not in the way of the start; it is logged where this is not called. */
    public ForgeBuilder onWarning(Consumer<String> consumer) {
        this.onWarning = consumer;
        return this;
    }

    /** Refuses to start where it would otherwise only warn. */
    public ForgeBuilder strict() {
        this.strictness = Strictness.STRICT;
        return this;
    }

    /** Refuses to start if something in the plugins folder cannot be served, which would otherwise be left out with a warning. */
    public ForgeBuilder requirePlugins() {
        if (strictness == Strictness.LENIENT) {
            this.strictness = Strictness.ALL_PLUGINS;
        }
        return this;
    }

    /**
     * Starts the server.
     *
     * @throws ForgeStartException if it cannot; the message says everything that is in the way, and what to do
     */
    public Forge start() {
        return load(Ports.OPEN).listen();
    }

    /**
     * Does all that {@link #start} does but opens no port: to check a configuration, or for calls in process.
     *
     * @throws ForgeStartException if it cannot; the message says everything that is in the way, and what to do
     */
    public Forge load() {
        return load(Ports.NONE);
    }

    /** Whether a server is to be reached from outside. */
    private enum Ports {
        OPEN,
        NONE
    }

    private Forge load(Ports ports) {
        boolean isPreferred = preferredManagementPort.isPresent()
                && settings.find(MANAGEMENT_PORT).isEmpty();
        var effective = isPreferred
                ? Overlay.of(settings, Nodes.at(MANAGEMENT_PORT, preferredManagementPort.getAsInt(), DEFAULT))
                : settings;
        var binding = RecordBinder.bindOver(ForgeConfig.defaults(), effective);
        var start = directory.toAbsolutePath();
        var selection = new HandlerSelection(binding.value(), settings, given, classLoader, start);
        var module = new ForgeModule(binding.value(), effective, start, metrics, loggerLevels);
        var problems = new StartProblems(onWarning);
        binding.problems().forEach(problems::add);
        binding.value().dispatch().virtual().carrier().lack().ifPresent(lack -> {
            problems.add(new ConfigProblem(settings.placeOf(CARRIER), lack));
        });
        return Forge.load(binding.value(), module, (forge, plugins) -> {
            if (ports == Ports.OPEN && binding.value().management().isOn()) {
                openManagement(forge, isPreferred, problems);
            }
            selection.load(plugins, problems, strictness);
        });
    }

    /** A port that nobody has asked for is no reason not to serve. */
    private static void openManagement(Forge forge, boolean isPreferred, StartProblems problems) throws IOException {
        try {
            forge.openManagement();
        } catch (IOException e) {
            String message = "The management port cannot be opened. %s".formatted(e.getMessage());
            if (!isPreferred) {
                throw new IOException(message, e);
            }
            problems.warn(new ConfigProblem(
                    Origin.NONE, "%s, by management.port; until then, there is none".formatted(message)));
        }
    }
}
