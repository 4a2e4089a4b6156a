package io.forge.plugin;

import static java.util.Objects.requireNonNull;

import io.forge.config.PathText;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Loads a plugin from copies of its JARs, or from what its source file becomes. */
final class PluginLoader {

    private final Path pluginFolder;
    private final PrivateFolder copies;
    private final PluginLimits limits;
    private final JdkRegistries registries;
    private final SourceCompiler compiler = SourceCompiler.ofThisRuntime();

    /**
     * A loader for one plugins folder.
     *
     * @param copies where copies of the JARs are kept
     * @param registries what plugins may change in the JDK
     */
    PluginLoader(Path pluginFolder, PrivateFolder copies, PluginLimits limits, JdkRegistries registries) {
        this.pluginFolder = pluginFolder;
        this.copies = copies;
        this.limits = limits;
        this.registries = registries;
    }

    Plugin load(PluginFiles files) throws PluginLoadException, IOException {
        files.checkRepresentable();
        var folder = copies.newFolder().toAbsolutePath(); // So are the places that classes have.
        try {
            return load(files, folder);
        } catch (PluginLoadException | IOException | RuntimeException | Error e) {
            PrivateFolder.delete(folder);
            throw e;
        }
    }

    private Plugin load(PluginFiles files, Path folder) throws PluginLoadException, IOException {
        var copier = new JarCopies(pluginFolder, files);
        var originals = files.isSource() ? compiled(files.place(), folder) : copied(files, folder, copier);
        var urls = new ArrayList<URL>();
        var factories = new ArrayList<String>();
        var sources = new ArrayList<String>();
        var version = Optional.<String>empty();
        var nativeStart = Optional.<String>empty();
        for (var jar : originals.keySet()) {
            var contents = contentsOf(jar, jar.getFileName());
            factories.addAll(contents.factories());
            sources.addAll(contents.sources());
            version = version.or(contents::version);
            nativeStart = nativeStart.or(contents::nativeStart);
            urls.add(jar.toUri().toURL());
        }
        if (factories.isEmpty() && sources.isEmpty()) {
            throw new PluginLoadException("it offers no handler: " + cure(originals));
        }
        var natives = nativeJars(files, copier);
        var surroundings = new Surroundings(PluginLoader.class.getClassLoader(), registries::beforeUseOf);
        var loader = new PluginClassLoader(files.name(), urls, folder, natives, surroundings);
        registries.enter(loader);
        try {
            if (nativeStart.isPresent()) {
                var limit = new CodeLimit(files.name(), natives.loader(), limits.code());
                NativeStart.call(nativeStart.get(), natives.loader(), limit);
            }
            var limit = new CodeLimit(files.name(), loader, limits.code());
            var rule = files.isSource() ? FactoryRule.AS_WRITTEN : FactoryRule.AS_A_SERVICE;
            var offered =
                    new PluginFactories(loader, originals, rule, limit, limits.maxBody()).make(factories, sources);
            var names = Stream.concat(
                            originals.values().stream().map(Path::getFileName),
                            natives.copies().keySet().stream().map(Path::of))
                    .map(PathText::onOneLine)
                    .toList();
            return new Plugin(files, Plugin.Jars.in(folder, names, version), loader, registries, offered);
        } catch (PluginLoadException | IOException | RuntimeException | Error e) {
            registries.leave(loader, files.place());
            loader.close();
            throw e;
        }
    }

    private static String cure(Map<Path, Path> originals) throws IOException {
        for (var jar : originals.keySet()) {
            var hint = ServiceFileSpelling.hint(jar, PathText.onOneLine(jar.getFileName()));
            if (hint.isPresent()) {
                return hint.get();
            }
        }
        return "add a file %s with the name of the factory's class".formatted(JarContents.FACTORIES);
    }

    /** The private JARs of a plugin, each with the file that it was made from. */
    private static Map<Path, Path> copied(PluginFiles files, Path folder, JarCopies copier) throws PluginLoadException {
        var originals = new LinkedHashMap<Path, Path>();
        for (var jar : files.jars()) {
            originals.put(copier.copy(jar, folder), jar);
        }
        for (var library : files.libraries()) {
            copier.copyLibrary(library, folder);
        }
        return originals;
    }

    private NativeJars nativeJars(PluginFiles files, JarCopies copier) throws PluginLoadException, IOException {
        var jars = files.nativeJars();
        if (jars.isEmpty()) {
            return NativeJars.none();
        }
        var loaders = NativeLoaders.ofThisProcess();
        var folder = loaders.newFolder(requireNonNull(copies.path().getParent()));
        try {
            for (var jar : jars) {
                checkIsLibrary(copier.copy(jar, folder), files.nameOf(jar));
            }
            return loaders.acquire(files.name(), folder);
        } catch (PluginLoadException | IOException | RuntimeException | Error e) {
            PrivateFolder.delete(folder);
            throw e;
        }
    }

    /** A handler there could not be replaced: it was put there by mistake. */
    private static void checkIsLibrary(Path copy, Path name) throws PluginLoadException {
        var contents = contentsOf(copy, name);
        if (!contents.factories().isEmpty() || !contents.sources().isEmpty()) {
            throw new PluginLoadException("%s offers a handler, and %s/ is for libraries: put it beside that folder"
                    .formatted(PathText.onOneLine(name), PluginFiles.NATIVE));
        }
    }

    private Map<Path, Path> compiled(Path source, Path folder) throws PluginLoadException, IOException {
        var text = SourceFile.read(source, new LinkCheck(pluginFolder));
        return Map.of(compiler.compile(text).writeJar(folder), source);
    }

    private static JarContents contentsOf(Path copy, Path name) throws PluginLoadException {
        var contents = JarContents.read(copy, PathText.onOneLine(name));
        contents.checkApi();
        return contents;
    }
}
