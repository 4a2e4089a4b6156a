package io.forge.plugin;

import java.nio.file.Path;

/**
 * Something in the plugins folder that is not served.
 *
 * @param plugin the plugin's name
 * @param place its JAR or folder
 * @param message what it is, what is wrong with it, and what to do
 */
public record PluginFailure(String plugin, Path place, String message) {

    static PluginFailure of(PluginFiles files, PluginLoadException e) {
        return new PluginFailure(
                files.name(),
                files.place(),
                "Plugin %s cannot be loaded: %s".formatted(Words.of(files.place()), e.getMessage()));
    }
}
