package io.forge;

import io.forge.host.PluginHost;
import io.forge.host.PluginReport;
import io.forge.plugin.HandlerLoadException;
import java.nio.file.Path;
import java.util.List;

/** The plugins of a server; safe for use by several threads. */
public final class Plugins {

    private final PluginHost host;

    Plugins(PluginHost host) {
        this.host = host;
    }

    /** What is known of each plugin, those that could not be loaded among them, in the order in which they came. */
    public List<PluginReport> all() {
        return host.report();
    }

    /**
     * Loads a plugin and serves what it offers. If one of its name is loaded, its handlers take the place of that one's in
     * one step once they are made; calls in flight end on the old ones.
     *
     * @param file a JAR, a source file, or a folder of JARs; wherever it lies
     * @return what is now known of it
     * @throws HandlerLoadException if it cannot be loaded; the message says why, and what to do. What was loaded before
     *     serves on
     */
    public PluginReport load(Path file) {
        return host.load(file);
    }

    /**
     * Takes what a plugin serves out of service and unloads it. Returns when its last calls have ended, or were
     * interrupted after {@code calls.drain}.
     *
     * @param file where it was loaded from; nothing need be there any more
     * @return whether it was loaded
     */
    public boolean unload(Path file) {
        return host.unload(file);
    }

    /**
     * The names of plugins that were unloaded and whose classes are still in memory. After a full garbage collection those
     * are leaks.
     */
    public List<String> retained() {
        return host.retained();
    }
}
