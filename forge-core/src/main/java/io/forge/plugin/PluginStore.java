package io.forge.plugin;

import io.forge.config.PathText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads plugins from private copies of their JARs, for which it has a folder; one change at a time. */
public final class PluginStore implements AutoCloseable {

    /** With what the names of the folders begin that copies are kept in. */
    public static final String FOLDER_PREFIX = PrivateFolder.PREFIX;

    private final String temporary;
    private final PluginLimits limits;
    private final JdkRegistries registries = new JdkRegistries();
    private final CopyRenewal renewal = new CopyRenewal();
    private final List<PrivateFolder> opened = new ArrayList<>();

    /**
     * A store without copies yet.
     *
     * @param temporary where the folder for them is made
     */
    public PluginStore(String temporary, PluginLimits limits) {
        this.temporary = temporary;
        this.limits = limits;
    }

    /**
     * Loads a plugin.
     *
     * @param folder no JAR may lie elsewhere
     * @throws HandlerLoadException if no copies can be made at all
     */
    public Plugin load(Path folder, PluginFiles files) throws PluginLoadException {
        try {
            return new PluginLoader(folder, openCopies(), limits, registries).load(files);
        } catch (IOException e) {
            throw new CopyException("it cannot be copied: %s".formatted(FailureMessages.of(e)), e);
        }
    }

    /** The last one, unless somebody has deleted or changed it. */
    private PrivateFolder openCopies() {
        if (!opened.isEmpty() && opened.get(opened.size() - 1).isIntact()) {
            return opened.get(opened.size() - 1);
        }
        try {
            var parent = PathText.read(temporary);
            var folder = PrivateFolder.open(parent);
            StaleFolders.delete(parent, folder);
            opened.add(folder);
            renewal.add(folder);
            return folder;
        } catch (IOException e) {
            var cause = new CopyException(
                    "Plugins are run from copies, which cannot be made in %s (%s): create it, make it writable, or set another folder with -Djava.io.tmpdir"
                            .formatted(temporary, FailureMessages.of(e)),
                    e);
            throw new HandlerLoadException(String.valueOf(cause.getMessage()), cause);
        } catch (IllegalArgumentException e) {
            throw new HandlerLoadException(
                    "Plugins are run from copies, which cannot be made in the folder for temporary files: %s, or another folder with -Djava.io.tmpdir"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    /** Deletes the copies; every plugin has been closed. */
    @Override
    public void close() throws IOException {
        renewal.close();
        IOException failure = null;
        for (var folder : opened) {
            try {
                folder.close();
            } catch (IOException e) {
                failure = e; // One is as good as another: the next start tries all of them again.
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
