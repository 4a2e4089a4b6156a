package io.forge.plugin;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.ZipFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the class loaders of libraries with native code until the process ends: one for each content of their JARs.
 *
 * <p>A class loader with native code at work is never collected; another one for each reload of a plugin would take the
 * library's memory once more each time. Safe for use by several threads.
 */
final class NativeLoaders {

    private static final Logger LOG = LoggerFactory.getLogger(NativeLoaders.class);

    /**
     * Static, against our rule: native code belongs to the process, and to one class loader in it. Servers that had a list each
     * would each load it again.
     */
    private static final NativeLoaders OF_THIS_PROCESS = new NativeLoaders();

    /** What the names of the folders for copies have in them. */
    static final String FOLDER_KIND = "native-";

    private final ImageStart images = new ImageStart();
    private final List<PrivateFolder> folders = new CopyOnWriteArrayList<>();

    /** Guards the loaders, and the making of folders. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<String, Shared> loaders = new HashMap<>();

    /** One class loader, with those who have it. */
    private static final class Shared {

        private final NativeClassLoader loader;
        private final Path folder;
        private final SortedMap<String, Path> copies;
        private final Set<String> plugins = new HashSet<>();
        private int users;

        Shared(NativeClassLoader loader, Path folder, SortedMap<String, Path> copies) {
            this.loader = loader;
            this.folder = folder;
            this.copies = copies;
        }
    }

    static NativeLoaders ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /** Those with the copies of JARs. */
    List<PrivateFolder> folders() {
        return folders;
    }

    /**
     * A new folder for copies of JARs, to be given to {@link #acquire}.
     *
     * @param parent where private folders are made
     */
    Path newFolder(Path parent) throws IOException {
        lock.lock();
        try {
            if (folders.isEmpty() || !folders.get(folders.size() - 1).isIntact()) {
                folders.add(PrivateFolder.open(parent, FOLDER_KIND));
                if (folders.size() == 1) {
                    Runtime.getRuntime().addShutdownHook(new Thread(this::deleteFolders, "forge-native-copies"));
                }
            }
            return folders.get(folders.size() - 1).newFolder().toAbsolutePath();
        } finally {
            lock.unlock();
        }
    }

    /** As well as can be: a JAR may still be open, and a library be at work. The next start deletes what is left. */
    private void deleteFolders() {
        for (var folder : folders) {
            try {
                folder.close();
            } catch (IOException | RuntimeException e) {
                LOG.debug("Copies of JARs with native code cannot be deleted", e);
            }
        }
    }

    /**
     * The class loader over JARs of this content. Once it has loaded a class it is kept for good, before that for as long as
     * somebody uses it.
     *
     * @param plugin the name of the plugin that brings them
     * @param folder has copies of them and nothing else; it is deleted unless they are the first of this content
     * @throws PluginLoadException if the process has other JARs of this plugin
     */
    NativeJars acquire(String plugin, Path folder) throws PluginLoadException, IOException {
        var copies = copiesIn(folder);
        String hash = contentOf(copies);
        lock.lock();
        try {
            var shared = loaders.get(hash);
            if (shared == null) {
                refuseSecond(plugin);
                shared = new Shared(open(plugin, copies), folder, copies);
                loaders.put(hash, shared);
            } else {
                PrivateFolder.delete(folder);
            }
            shared.plugins.add(plugin);
            shared.users++;
            return new NativeJars(shared.loader, shared.copies, () -> release(hash));
        } finally {
            lock.unlock();
        }
    }

    /**
     * What tells JARs from others: the names, lengths and checksums of all that is in them. To read them whole takes a third of
     * a second at each start.
     */
    private static String contentOf(SortedMap<String, Path> copies) throws IOException {
        var content = new StringBuilder();
        for (var copy : copies.entrySet()) {
            content.append(copy.getKey()).append('\n');
            try (var jar = new ZipFile(copy.getValue().toFile())) {
                jar.stream()
                        .forEach(entry -> content.append(entry.getName())
                                .append('/')
                                .append(entry.getSize())
                                .append('/')
                                .append(entry.getCrc())
                                .append('\n'));
            }
        }
        return PluginStamp.hashOf(content.toString());
    }

    private static SortedMap<String, Path> copiesIn(Path folder) throws IOException {
        var copies = new TreeMap<String, Path>();
        try (var files = Files.list(folder)) {
            files.forEach(file -> copies.put(
                    Path.of(PluginFiles.NATIVE).resolve(file.getFileName()).toString(), file));
        }
        return copies;
    }

    private void refuseSecond(String plugin) throws PluginLoadException {
        if (loaders.values().stream().anyMatch(shared -> shared.plugins.contains(plugin))) {
            throw new PluginLoadException(
                    "its JARs in %s/ have changed, and native code cannot be replaced while the process runs: restart the server"
                            .formatted(PluginFiles.NATIVE));
        }
    }

    private NativeClassLoader open(String plugin, SortedMap<String, Path> copies) throws IOException {
        var urls = new ArrayList<URL>();
        for (var copy : copies.values()) {
            urls.add(copy.toUri().toURL());
        }
        var surroundings = new Surroundings(NativeLoaders.class.getClassLoader(), images::beforeUseOf);
        var loader = new NativeClassLoader(plugin, urls, surroundings);
        loader.findResource("nothing"); // Opens every JAR: whoever deletes one then takes no class from it.
        return loader;
    }

    private void release(String hash) {
        lock.lock();
        try {
            var shared = requireNonNull(loaders.get(hash), hash);
            shared.users--;
            if (shared.users == 0 && !shared.loader.isUsed()) {
                loaders.remove(hash);
                shared.loader.close();
                PrivateFolder.delete(shared.folder);
            }
        } catch (IOException e) {
            LOG.debug("Copies of JARs with native code cannot be deleted", e);
        } finally {
            lock.unlock();
        }
    }
}
