package io.forge.host;

import io.forge.plugin.HandlerLoadException;
import io.forge.plugin.Plugin;
import io.forge.plugin.PluginFiles;
import java.nio.file.Path;
import java.util.Optional;

/** What a watch tells of the files that it has seen come, change and go. */
interface WatchedPlugins {

    /** What runs of these files, perhaps with an earlier content. */
    Optional<Plugin> running(PluginFiles files);

    /**
     * They have come, or changed.
     *
     * @param folder links to the files may not lead out of here
     * @throws HandlerLoadException if they cannot be loaded; what was loaded before serves on
     */
    void load(Path folder, PluginFiles files);

    /** They are gone. Does not wait for calls to end. */
    void remove(Path place);
}
