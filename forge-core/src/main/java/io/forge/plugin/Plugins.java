package io.forge.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugins of one server; not for use by several threads. */
public final class Plugins implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);

    private final Path temporary;
    private final long maxBody;
    private final Deque<Plugin> loaded = new ArrayDeque<>();
    private @Nullable PrivateFolder copies;

    /**
     * No plugins yet.
     *
     * @param temporary where the private folder for copies of their JARs is made
     * @param maxBody bytes
     */
    public Plugins(Path temporary, long maxBody) {
        this.temporary = temporary;
        this.maxBody = maxBody;
    }

    /**
     * Loads what lies in a plugins folder; called once.
     *
     * @param classPath whose names are taken
     * @return the same catalog, with what the plugins offer, and what could not be loaded
     * @throws HandlerLoadException if the folder is none, or no copies can be made
     */
    public FactoryCatalog load(Path folder, FactoryCatalog classPath) {
        var content = PluginFolder.read(folder);
        var failures = new ArrayList<>(content.failures());
        if (!content.plugins().isEmpty()) {
            var loader = new PluginLoader(folder, openCopies(), maxBody);
            content.plugins().forEach(files -> load(files, loader, failures));
        }
        return classPath.with(loaded, failures);
    }

    private PrivateFolder openCopies() {
        try {
            var opened = PrivateFolder.open(temporary);
            copies = opened;
            return opened;
        } catch (IOException e) {
            throw new HandlerLoadException(
                    "Plugins are run from copies, which cannot be made in %s (%s): make it writable, or set another folder with -Djava.io.tmpdir"
                            .formatted(temporary, Words.of(e)),
                    e);
        }
    }

    private void load(PluginFiles files, PluginLoader loader, List<PluginFailure> failures) {
        try {
            var plugin = loader.load(files);
            loaded.addLast(plugin);
            LOG.info("Plugin {} offers {}", files.place(), plugin.names());
        } catch (PluginLoadException e) {
            LOG.debug("Plugin {} cannot be loaded", files.place(), e);
            failures.add(PluginFailure.of(files, e));
        } catch (IOException e) {
            failures.add(PluginFailure.of(
                    files, new PluginLoadException("it cannot be copied: %s".formatted(Words.of(e)), e)));
        }
    }

    /** Closes every plugin, the last first, and deletes the copies. */
    @Override
    public void close() throws IOException {
        while (!loaded.isEmpty()) {
            var plugin = loaded.removeLast();
            try {
                plugin.close();
            } catch (IOException e) {
                LOG.warn("Plugin {} cannot be closed", plugin.files().place(), e);
            }
        }
        if (copies != null) {
            copies.close();
        }
    }
}
