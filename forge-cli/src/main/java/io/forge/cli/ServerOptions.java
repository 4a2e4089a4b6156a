package io.forge.cli;

import io.forge.config.Node;
import io.forge.config.Node.Section;
import io.forge.config.Nodes;
import io.forge.config.Origin;
import io.forge.config.YamlFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that say what is served and how; the same for every command that reads the configuration, so that {@code check}
 * with the options of {@code start} checks what {@code start} would do.
 */
final class ServerOptions {

    @Option(
            names = "--handlers",
            paramLabel = "NAME",
            split = "\\s*,\\s*",
            description = "What to serve, separated by commas; without it, every handler that is found.")
    private List<String> handlers = List.of();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen on (default: 127.0.0.1, this machine only).")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port to listen on; 0 takes a free one (default: 8080).")
    private @Nullable String port;

    @Option(
            names = "--dispatch",
            paramLabel = "MODE",
            description = "Where handlers run: auto (each where it asks to, the default), event-loop, worker, virtual,"
                    + " thread or serial.")
    private @Nullable String dispatch;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration file (default: FORGE_CONFIG, else conf/forge.yaml of the distribution).")
    private @Nullable Path config;

    @Option(
            names = "--plugins",
            paramLabel = "FOLDER",
            description = "Where plugin JARs lie (default: plugins of the distribution).")
    private @Nullable Path plugins;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets any other key of the configuration, such as calls.timeout=5s; may be repeated.")
    private Map<String, String> others = Map.of();

    @Option(
            names = "--strict",
            description = "Refuse to start where Forge would otherwise only warn, as of an unknown FORGE_ variable.")
    private boolean strict;

    Optional<Path> config() {
        return Optional.ofNullable(config);
    }

    boolean isStrict() {
        return strict;
    }

    /** What the options set. */
    Section section() {
        var section = Section.EMPTY;
        for (var other : others.entrySet()) {
            var origin = Origin.of("--set " + other.getKey());
            section = Nodes.at(other.getKey(), value(other.getValue(), origin), origin)
                    .over(section);
        }
        section = with(section, "http.host", "--host", host);
        section = with(section, "http.port", "--port", port);
        section = with(section, "dispatch.mode", "--dispatch", dispatch);
        section = with(section, "plugins.directory", "--plugins", plugins == null ? null : plugins.toAbsolutePath());
        return with(section, "serve", "--handlers", handlers.isEmpty() ? null : handlers);
    }

    /** A list or section is written as in YAML; anything else stands for itself. */
    private static Node value(String text, Origin origin) {
        return text.startsWith("[") || text.startsWith("{")
                ? Nodes.movedTo(origin, YamlFile.value(origin.toString(), text))
                : Nodes.of(text, origin);
    }

    private static Section with(Section section, String key, String option, @Nullable Object value) {
        return value == null ? section : Nodes.at(key, value, Origin.of(option)).over(section);
    }
}
