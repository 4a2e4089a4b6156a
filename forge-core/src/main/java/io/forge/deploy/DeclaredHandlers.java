package io.forge.deploy;

import io.forge.config.ConfigProblem;
import io.forge.config.DeclaredSection;
import io.forge.config.Origin;
import io.forge.plugin.FactoryCatalog;
import io.forge.plugin.HandlerLoadException;
import io.forge.plugin.HandlerNames;
import io.forge.plugin.OfferSearch;
import io.forge.plugin.PluginLimits;
import io.forge.plugin.PluginPath;
import io.forge.plugin.PluginStore;
import io.forge.plugin.PluginsConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handlers that can be found, with the sections of the configuration that they have declared; none of them is made.
 *
 * <p>What it returns may be used until it is closed. Not for use by several threads.
 */
public final class DeclaredHandlers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeclaredHandlers.class);

    private final HandlerChoice choice;
    private final OfferSearch search;
    private final List<ConfigProblem> errors = new ArrayList<>();
    private final List<ConfigProblem> warnings = new ArrayList<>();
    private final List<DeclaredSection> served = new ArrayList<>();
    private FactoryCatalog catalog = FactoryCatalog.EMPTY;

    private DeclaredHandlers(HandlerChoice choice, OfferSearch search) {
        this.choice = choice;
        this.search = search;
    }

    /**
     * Finds all there is; what cannot be loaded is left out, and told by {@link #errors} and {@link #warnings}.
     *
     * @param plugins where plugins are
     * @param directory where relative paths start
     * @param loader where factories of the class path are looked for
     */
    public static DeclaredHandlers find(
            HandlerChoice choice, PluginsConfig plugins, Path directory, ClassLoader loader) {
        var limits = new PluginLimits(plugins.loadTimeout(), 0);
        var search = new OfferSearch(new PluginStore(System.getProperty("java.io.tmpdir"), limits));
        var found = new DeclaredHandlers(choice, search);
        try {
            found.look(plugins, directory, loader);
            return found;
        } catch (RuntimeException | Error e) {
            found.close();
            throw e;
        }
    }

    private void look(PluginsConfig plugins, Path directory, ClassLoader loader) {
        for (String entry : choice.serve()) {
            if (PluginPath.isOne(entry)) {
                attempt(choice.keyOrigin(entry), errors, () -> search.lookAt(PluginPath.resolve(directory, entry)));
            }
        }
        plugins.directory().ifPresent(folder -> {
            var place = choice.settings().placeOf("plugins.directory");
            attempt(place, errors, () -> search.lookIn(directory.resolve(folder).normalize(), plugins.sources()));
        });
        attempt(Origin.NONE, errors, () -> catalog = choice.yielding(FactoryCatalog.find(loader)));
        catalog = search.over(catalog);
        var names = choice.names(catalog);
        names.forEach(this::tellMissing);
        tellFailures();
        names.forEach(this::bind);
    }

    /** A source may publish whatever nobody offers, and a plugin that cannot be loaded may have it. */
    private void tellMissing(String name) {
        if (isFound(name) || catalog.hasSources() || !HandlerNames.isAllowed(name)) {
            return;
        }
        if (choice.isLeftOver(name, catalog) && catalog.failures().isEmpty()) {
            warnings.add(choice.leftOver(name, catalog));
            return;
        }
        boolean mayBeInPlugin =
                !choice.namesAsked().contains(name) && !catalog.failures().isEmpty();
        attempt(choice.originOf(name), mayBeInPlugin ? warnings : errors, () -> catalog.get(choice.factoryOf(name)));
    }

    /** Whether there is a handler of that name, or a factory for its section. */
    public boolean isFound(String name) {
        return catalog.find(choice.factoryOf(name)).isPresent();
    }

    private void tellFailures() {
        boolean isMissing = choice.namesAsked().stream().anyMatch(name -> !isFound(name));
        for (var failure : catalog.failures()) {
            (isMissing ? errors : warnings).add(new ConfigProblem(Origin.NONE, failure.message()));
        }
    }

    private void bind(String name) {
        boolean isDropped = !choice.namesAsked().contains(name) && catalog.isOfPlugin(choice.factoryOf(name));
        attempt(
                choice.keyOrigin(name),
                isDropped ? warnings : errors,
                () -> section(name).ifPresent(served::add));
    }

    private static void attempt(Origin origin, List<ConfigProblem> problems, Runnable step) {
        try {
            step.run();
        } catch (HandlerLoadException e) {
            problems.add(new ConfigProblem(origin, String.valueOf(e.getMessage())));
        }
    }

    /** What a start would not do without, such as a handler that is named and cannot be found. */
    public List<ConfigProblem> errors() {
        return List.copyOf(errors);
    }

    /** What a start would do without, such as a plugin in the folder that cannot be loaded. */
    public List<ConfigProblem> warnings() {
        return List.copyOf(warnings);
    }

    /** The names of all that can be served: what was found, and what has a section. */
    public SortedSet<String> names() {
        var names = new TreeSet<>(catalog.names());
        names.addAll(choice.handlers().keySet());
        return names;
    }

    /** The names of all that was found, whether it has a section or not. */
    public SortedSet<String> found() {
        return new TreeSet<>(catalog.names());
    }

    /** The declared sections of what would be served; of one that cannot be had, the problems say why. */
    public List<DeclaredSection> served() {
        return List.copyOf(served);
    }

    /** The declared sections of all that can be served, but for those that cannot be had. */
    public List<DeclaredSection> all() {
        var all = new ArrayList<DeclaredSection>();
        for (String name : names()) {
            try {
                section(name).ifPresent(all::add);
            } catch (HandlerLoadException e) {
                LOG.debug("Handler {} is left out", name, e);
            }
        }
        return List.copyOf(all);
    }

    /**
     * What a handler has declared, if it has.
     *
     * @throws HandlerLoadException if it cannot be had
     */
    public Optional<DeclaredSection> section(String name) {
        HandlerNames.check(name);
        var offer = catalog.find(choice.factoryOf(name));
        try {
            return offer.flatMap(one -> one.configType())
                    .map(type ->
                            DeclaredSection.bind(type, choice.settingsOf(name).config(), LoadingContext.pathOf(name)));
        } catch (Throwable e) { // Somebody else's code.
            throw Deployer.cannotBeCreated(name, offer.orElseThrow(), e);
        }
    }

    /** Closes the plugins that were loaded to look at them. */
    @Override
    public void close() {
        try {
            search.close();
        } catch (IOException e) { // The next one who loads plugins deletes what is left.
            LOG.debug("Copies of plugins cannot be deleted", e);
        }
    }
}
