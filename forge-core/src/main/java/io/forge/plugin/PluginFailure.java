package io.forge.plugin;

import io.forge.config.PathText;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Something in the plugins folder that is not served.
 *
 * @param plugin the plugin's name
 * @param place its JAR or folder
 * @param handler the name of the one handler that is not served; empty where it is all of the plugin
 * @param message what it is, what is wrong with it, and what to do
 */
public record PluginFailure(String plugin, Path place, Optional<String> handler, String message) {

    public static PluginFailure of(PluginFiles files, PluginLoadException e) {
        return new PluginFailure(
                files.name(),
                files.place(),
                Optional.empty(),
                "Plugin %s cannot be loaded: %s".formatted(PathText.onOneLine(files.place()), e.getMessage()));
    }
}
