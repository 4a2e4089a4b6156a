package io.forge.plugin;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

/** Loads a plugin from copies of its JARs. */
final class PluginLoader {

    private final Path pluginFolder;
    private final PrivateFolder copies;
    private final PluginStore.Limits limits;

    /**
     * A loader for one plugins folder.
     *
     * @param copies where copies of the JARs are kept
     */
    PluginLoader(Path pluginFolder, PrivateFolder copies, PluginStore.Limits limits) {
        this.pluginFolder = pluginFolder;
        this.copies = copies;
        this.limits = limits;
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
        var factories = new ArrayList<String>();
        var sources = new ArrayList<String>();
        var version = Optional.<String>empty();
        for (var jar : jars) {
            var copy = copier.copy(jar);
            var contents = contentsOf(copy);
            factories.addAll(contents.factories());
            sources.addAll(contents.sources());
            version = version.or(contents::version);
            urls.add(copy.toUri().toURL());
        }
        if (factories.isEmpty() && sources.isEmpty()) {
            throw new PluginLoadException("it offers no handler: add a file %s with the name of the factory's class"
                    .formatted(JarContents.FACTORIES));
        }
        var loader = new PluginClassLoader(files.name(), urls, PluginLoader.class.getClassLoader());
        try {
            var limit = new CodeLimit(files.name(), loader, limits.code());
            var offered = new PluginFactories(loader, jars, limit, limits.maxBody()).make(factories, sources);
            var names = jars.stream().map(jar -> Words.of(jar.getFileName())).toList();
            return new Plugin(files, new Plugin.Jars(names, folder, version), loader, offered);
        } catch (PluginLoadException | RuntimeException | Error e) {
            loader.close();
            throw e;
        }
    }

    private static JarContents contentsOf(Path copy) throws PluginLoadException {
        String name = Words.of(copy.getFileName());
        var contents = JarContents.read(copy, name);
        contents.checkApi();
        return contents;
    }
}
