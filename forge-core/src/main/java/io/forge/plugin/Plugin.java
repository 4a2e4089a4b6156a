package io.forge.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A plugin that is loaded: its class loader, and the factories that it offers. */
final class Plugin implements AutoCloseable {

    private final PluginFiles files;
    private final PluginClassLoader loader;
    private final Path copies;
    private final List<FoundFactory> factories;

    Plugin(PluginFiles files, PluginClassLoader loader, Path copies, List<FoundFactory> factories) {
        this.files = files;
        this.loader = loader;
        this.copies = copies;
        this.factories = List.copyOf(factories);
    }

    PluginFiles files() {
        return files;
    }

    List<FoundFactory> factories() {
        return factories;
    }

    /** The names of its handlers, for the log. */
    String names() {
        return factories.stream().map(FoundFactory::name).collect(Collectors.joining(", "));
    }

    /** Closes its JARs and deletes the copies of them. */
    @Override
    public void close() throws IOException {
        try {
            loader.close();
        } finally {
            PrivateFolder.delete(copies);
        }
    }
}
