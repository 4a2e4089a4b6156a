package io.forge.plugin;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Section {@code plugins}: handlers that are dropped into a folder.
 *
 * @param directory the folder with plugins, each a JAR or a folder of JARs; none are loaded where this says nothing
 */
public record PluginsConfig(Optional<Path> directory) {

    /** Refuses the empty path, which would be the working directory. */
    public PluginsConfig {
        if (directory.isPresent() && directory.get().toString().isEmpty()) {
            throw new IllegalArgumentException("'directory' must be the path of a folder but is ''");
        }
    }

    /** What holds where nothing is configured. */
    public static PluginsConfig defaults() {
        return new PluginsConfig(Optional.empty());
    }
}
