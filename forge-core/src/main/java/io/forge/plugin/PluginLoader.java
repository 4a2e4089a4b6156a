package io.forge.plugin;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads a plugin from copies of its JARs. */
final class PluginLoader {

    private final Path pluginFolder;
    private final PrivateFolder copies;
    private final long maxBody;

    /**
     * A loader for one plugins folder.
     *
     * @param copies where copies of the JARs are kept
     * @param maxBody bytes
     */
    PluginLoader(Path pluginFolder, PrivateFolder copies, long maxBody) {
        this.pluginFolder = pluginFolder;
        this.copies = copies;
        this.maxBody = maxBody;
    }

    Plugin load(PluginFiles files) throws PluginLoadException, IOException {
        var folder = copies.newFolder();
        try {
            return load(files, folder);
        } catch (PluginLoadException | IOException | RuntimeException | Error e) {
            PrivateFolder.delete(folder);
            throw e;
        }
    }

    private Plugin load(PluginFiles files, Path folder) throws PluginLoadException, IOException {
        var jars = files.jars();
        var copier = new JarCopies(pluginFolder, folder);
        var urls = new ArrayList<URL>();
        var offered = new ArrayList<String>();
        for (var jar : jars) {
            var copy = copier.copy(jar);
            offered.addAll(factoriesIn(copy));
            urls.add(copy.toUri().toURL());
        }
        if (offered.isEmpty()) {
            throw new PluginLoadException("it offers no handler: add a file %s with the name of the factory's class"
                    .formatted(JarContents.FACTORIES));
        }
        var loader = new PluginClassLoader(files.name(), urls, PluginLoader.class.getClassLoader());
        try {
            var factories = new PluginFactories(loader, jars, maxBody).make(offered);
            return new Plugin(files, loader, folder, factories);
        } catch (PluginLoadException | RuntimeException | Error e) {
            loader.close();
            throw e;
        }
    }

    private static List<String> factoriesIn(Path copy) throws PluginLoadException {
        String name = Words.of(copy.getFileName());
        var contents = JarContents.read(copy, name);
        contents.checkApi();
        if (!contents.sources().isEmpty()) {
            throw new PluginLoadException(
                    "%s offers a source of handlers, %s, but this version of Forge serves single handlers only"
                            .formatted(name, contents.sources().get(0)));
        }
        return contents.factories();
    }
}
