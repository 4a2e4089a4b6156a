package io.forge.cli.config;

import io.forge.cli.output.CommandException;
import io.forge.config.Node.Section;
import io.forge.config.Nodes;
import io.forge.config.Origin;
import io.forge.config.Overlay;
import io.forge.config.PathText;
import io.forge.plugin.HandlerLoadException;
import io.forge.plugin.PluginPath;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that say how handlers are found, made and run; for every command that loads them, with a port or without.
 *
 * <p>What has a dot in it begins a line of its description: picocli would break it across two.
 */
public final class ConfigurationOptions {

    /** What serves models. */
    public static final String MODELS = "onnx";

    @Option(
            names = "--handlers",
            paramLabel = "NAME",
            split = "\\s*,\\s*",
            hideParamSyntax = true,
            description =
                    "What to serve, separated by commas: names, or paths of plugins, such as%n./Shout.java; without"
                            + " it, every handler that is found.")
    private List<String> handlers = List.of();

    @Option(
            names = "--dispatch",
            paramLabel = "MODE",
            description =
                    "Where handlers run: auto (each handler's own preference, the default), event-loop, worker, virtual,"
                            + " thread or serial.")
    private @Nullable String dispatch;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The configuration file (default: FORGE_CONFIG, else%n./forge.yaml, else conf/forge.yaml of the"
                            + " distribution).")
    private @Nullable String config;

    @Option(
            names = "--plugins",
            paramLabel = "FOLDER",
            description = "The plugins folder (default: plugins of the distribution).")
    private @Nullable String plugins;

    @Option(
            names = "--models",
            paramLabel = "FOLDER",
            description = "Serves the ONNX models in a folder: NAME.onnx, or NAME/VERSION/model.onnx.")
    private @Nullable String models;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets any other key of the configuration, such as%ncalls.timeout=5s; may be repeated.")
    private Map<String, String> others = Map.of();

    @Option(names = "--strict", description = "Treat warnings, such as unknown FORGE_ variables, as errors.")
    private boolean strict;

    public Optional<Path> config() {
        return Optional.ofNullable(config).filter(file -> !file.isEmpty()).map(file -> path("--config", file));
    }

    private static Path path(String option, String text) {
        try {
            return PathText.read(text);
        } catch (IllegalArgumentException e) {
            throw new CommandException("%s: %s".formatted(option, e.getMessage()));
        }
    }

    public boolean isStrict() {
        return strict;
    }

    /** What the options set. */
    public Section section() {
        var section = Section.EMPTY;
        for (var other : others.entrySet()) {
            var origin = Origin.of("--set " + other.getKey());
            section = Overlay.of(WrittenValue.at(other.getKey(), other.getValue(), origin, ForgeFile.keys()), section);
        }
        section = with(section, "serve", "--handlers", handlers.isEmpty() ? null : served());
        section = with(section, "dispatch.mode", "--dispatch", dispatch);
        section = with(section, "plugins.directory", "--plugins", folder("--plugins", plugins));
        return with(section, "models.directory", "--models", folder("--models", models));
    }

    /** A path starts in the working directory. */
    private static @Nullable Object folder(String option, @Nullable String folder) {
        return folder == null || folder.isEmpty()
                ? folder
                : path(option, folder).toAbsolutePath();
    }

    /** A path starts in the working directory. Whoever names a folder of models wants them served beside what else is named. */
    private List<String> served() {
        var served = new LinkedHashSet<>(handlers);
        if (models != null) {
            served.add(MODELS);
        }
        return served.stream()
                .map(entry -> PluginPath.isOne(entry) ? absolute(entry) : entry)
                .toList();
    }

    private static String absolute(String entry) {
        try {
            return PluginPath.resolve(Path.of(""), entry).toString();
        } catch (HandlerLoadException e) {
            throw new CommandException("--handlers: " + e.getMessage());
        }
    }

    /** A section in which an option, if it was given, sets a key. */
    public static Section with(Section section, String key, String option, @Nullable Object value) {
        var origin = Origin.of(option);
        var node = value instanceof String text ? Nodes.word(text, origin) : Nodes.of(value, origin);
        return value == null ? section : Overlay.of(Nodes.at(key, node, origin), section);
    }
}
