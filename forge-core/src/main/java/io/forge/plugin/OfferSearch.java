package io.forge.plugin;

import io.forge.config.PathText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Finds what plugins offer and makes none of it: of their code run constructors, and what tells a name and a configuration.
 *
 * <p>Classes of the plugins can be used until this is closed. Not for use by several threads.
 */
public final class OfferSearch implements AutoCloseable {

    private final PluginStore store;
    private final List<Plugin> plugins = new ArrayList<>();
    private final List<PluginFailure> failures = new ArrayList<>();

    /**
     * Nothing has been found yet.
     *
     * @param store loads the plugins; closed with this
     */
    public OfferSearch(PluginStore store) {
        this.store = store;
    }

    /**
     * Looks at one plugin; before {@link #lookIn}.
     *
     * @param place a JAR, a source file, or a folder of JARs
     * @throws HandlerLoadException if it cannot be loaded
     */
    public void lookAt(Path place) {
        var files = PluginFiles.at(place);
        if (find(files.name()).filter(one -> one.files().place().equals(place)).isPresent()) {
            return;
        }
        try {
            files.checkExists();
            load(files.folder(), files);
        } catch (PluginLoadException e) {
            throw new HandlerLoadException(PluginFailure.of(files, e).message(), e);
        }
    }

    /**
     * Looks at all plugins in a folder; what cannot be loaded is among the failures of the catalog.
     *
     * @param sources whether source files are plugins
     * @throws HandlerLoadException if the folder is none, or no copies can be made
     */
    public void lookIn(Path folder, boolean sources) {
        var named = plugins.stream().map(plugin -> plugin.files().place()).toList();
        var content = PluginFolder.read(folder, sources).without(named);
        failures.addAll(content.failures());
        for (var files : content.plugins()) {
            try {
                load(folder, files);
            } catch (PluginLoadException e) {
                failures.add(PluginFailure.of(files, e));
            }
        }
    }

    private void load(Path folder, PluginFiles files) throws PluginLoadException {
        var other = find(files.name());
        if (other.isPresent()) {
            throw new PluginLoadException("%s is named '%s' too: remove or rename one of them"
                    .formatted(PathText.onOneLine(other.get().files().place()), files.name()));
        }
        plugins.add(store.load(folder, files));
    }

    private Optional<Plugin> find(String name) {
        return plugins.stream()
                .filter(plugin -> plugin.files().name().equals(name))
                .findFirst();
    }

    /** A catalog, and what was found so far. */
    public FactoryCatalog over(FactoryCatalog classPath) {
        return classPath.with(plugins, failures);
    }

    /** Closes the plugins, the last first, and deletes their copies. */
    @Override
    public void close() throws IOException {
        var causes = new ArrayList<IOException>();
        Collections.reverse(plugins);
        for (var plugin : plugins) {
            close(plugin::close, causes);
        }
        close(store::close, causes);
        if (!causes.isEmpty()) {
            causes.subList(1, causes.size()).forEach(causes.get(0)::addSuppressed);
            throw causes.get(0);
        }
    }

    /** A step of closing. */
    private interface Closing {
        void run() throws IOException;
    }

    private static void close(Closing step, List<IOException> causes) {
        try {
            step.run();
        } catch (IOException e) {
            causes.add(e);
        }
    }
}
