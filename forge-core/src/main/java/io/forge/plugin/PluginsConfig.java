package io.forge.plugin;

import io.forge.config.Between;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Section {@code plugins}: handlers that are dropped into a folder.
 *
 * @param directory the plugins folder, in which each JAR or folder of JARs is a plugin; none are loaded if not set
 * @param sources whether source files in that folder are plugins too, compiled when they are loaded
 * @param watch whether plugins are loaded, replaced and unloaded while the server runs, as the folder changes
 * @param loadTimeout how long a plugin's code may take to create a factory or handler, or to close its resources
 */
public record PluginsConfig(
        Optional<Path> directory,
        boolean sources,
        boolean watch,
        @Between(min = "1ms", max = "24h") Duration loadTimeout) {

    /** Refuses the empty path, which would be the working directory. */
    public PluginsConfig {
        if (directory.isPresent() && directory.get().toString().isEmpty()) {
            throw new IllegalArgumentException("'directory' must be the path of a folder but is ''");
        }
    }

    /** What holds where nothing is configured. */
    public static PluginsConfig defaults() {
        return new PluginsConfig(Optional.empty(), false, true, Duration.ofSeconds(30));
    }
}
