package io.forge.plugin;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A plugin that is loaded: its class loader, and what it offers. */
public final class Plugin {

    private final PluginFiles files;
    private final Jars jars;
    private final PluginClassLoader loader;
    private final JdkRegistries registries;
    private final List<Offer> offers;

    /**
     * The JARs that a plugin runs from.
     *
     * @param names their files' names
     * @param folder where the private copies are
     * @param copies the private copies of them, and of native libraries, by name; not of what outlives the plugin
     * @param version what the manifest of the first that has one says
     */
    public record Jars(List<String> names, Path folder, SortedMap<String, Path> copies, Optional<String> version) {

        /** With what now lies in the folder. */
        static Jars in(Path folder, List<String> names, Optional<String> version) throws IOException {
            var copies = new TreeMap<String, Path>();
            try (var files = Files.list(folder)) {
                files.forEach(file -> copies.put(file.getFileName().toString(), file));
            }
            return new Jars(names, folder, copies, version);
        }
    }

    /**
     * A plugin.
     *
     * @param registries what it may have changed in the JDK
     */
    Plugin(PluginFiles files, Jars jars, PluginClassLoader loader, JdkRegistries registries, List<Offer> offers) {
        this.files = files;
        this.jars = jars;
        this.loader = loader;
        this.registries = registries;
        this.offers = List.copyOf(offers);
    }

    public PluginFiles files() {
        return files;
    }

    public Jars jars() {
        return jars;
    }

    public List<Offer> offers() {
        return offers;
    }

    /** Whether it is this plugin, and not an earlier or later one of its name, that has made an offer. */
    public boolean offers(Offer offer) {
        return offers.contains(offer);
    }

    /** The names of its handlers and sources, for the log. */
    public String names() {
        return offers.stream().map(Offer::name).collect(Collectors.joining(", "));
    }

    /** Whether a thread runs code of this plugin, or was started by it. */
    public boolean owns(Thread thread) {
        return thread.getContextClassLoader() == loader || thread.getClass().getClassLoader() == loader;
    }

    /** What is cleared when nothing keeps its classes any more. */
    public WeakReference<ClassLoader> trace() {
        return new WeakReference<>(loader);
    }

    /** As {@link PluginStamp#contentHash}, of what it was loaded from. */
    public String contentHash() throws IOException {
        var all = new TreeMap<>(jars.copies());
        all.putAll(loader.natives().copies());
        return PluginStamp.hashOf(all);
    }

    /** Whether nobody has deleted what it runs from; its libraries with native code do not count, as they are not loaded again. */
    public boolean hasItsCopies() {
        return jars.copies().values().stream().allMatch(Files::exists);
    }

    /** Takes it out of the JDK's registries, closes its JARs and deletes the copies of them. */
    public void close() throws IOException {
        registries.leave(loader, files.place());
        try {
            loader.close();
        } finally {
            PrivateFolder.delete(jars.folder());
        }
    }
}
