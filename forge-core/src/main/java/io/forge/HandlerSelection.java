package io.forge;

import io.forge.api.Handler;
import io.forge.config.ConfigException;
import io.forge.config.ConfigProblem;
import io.forge.config.Node;
import io.forge.config.Node.Scalar;
import io.forge.config.Node.Section;
import io.forge.config.Node.Sequence;
import io.forge.config.Origin;
import io.forge.config.Spelling;
import io.forge.deploy.FailurePolicy;
import io.forge.deploy.HandlerProblem;
import io.forge.deploy.HandlerSettings;
import io.forge.deploy.Plan;
import io.forge.deploy.Selection;
import io.forge.deploy.Target;
import io.forge.host.PluginHost;
import io.forge.plugin.FactoryCatalog;
import io.forge.plugin.HandlerLoadException;
import io.forge.plugin.HandlerNames;
import io.forge.plugin.PluginPath;
import io.forge.plugin.TakenName;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Loads and serves the handlers that were asked for, and those that were dropped into the plugins folder.
 *
 * @param config what is configured
 * @param settings the same, with places
 * @param given handlers that the application has made, by name
 * @param classLoader where factories are looked for
 * @param directory where relative paths start
 */
record HandlerSelection(
        ForgeConfig config, Section settings, Map<String, Handler<?, ?>> given, ClassLoader classLoader, Path directory)
        implements Selection {

    /**
     * Loads all, and serves it if nothing is in the way.
     *
     * @param severity what a warning is
     * @throws ForgeStartException if something is in the way; nothing has been served then
     */
    void load(PluginHost plugins, StartProblems problems, Severity severity) {
        try {
            var classPath = findOnClassPath();
            var named = findNamed(classPath, plugins, problems);
            var catalog = findDropped(classPath, named, plugins, problems);
            var asked = new LinkedHashSet<>(namesAsked());
            asked.addAll(given.keySet());
            asked.addAll(named.namesInPlugins());
            var policy = FailurePolicy.starting(problems.hasErrors());
            plugins.start(new Target(catalog, usableGiven()), classPath, this, policy, plan -> {
                tell(plan, asked, catalog, problems);
                problems.throwIfAny(severity);
            });
        } catch (HandlerLoadException e) {
            problems.add(Origin.NONE, e);
            problems.throwIfAny(severity);
        }
    }

    private Map<String, Handler<?, ?>> usableGiven() {
        var usable = new LinkedHashMap<>(given);
        usable.keySet().removeIf(name -> !hasUsableSettings(name));
        return usable;
    }

    private void tell(Plan plan, Set<String> asked, FactoryCatalog catalog, StartProblems problems) {
        plan.problems().stream()
                // Those are among the failures of the catalog.
                .filter(problem -> problem.offer().filter(catalog::isTaken).isEmpty())
                .forEach(problem -> tell(problem, importance(problem.name(), asked, catalog), problems));
        refuseToServeNothing(plan, problems);
        tellFailures(catalog, plan, problems);
        warnOfTakenNames(catalog, problems);
        warnOfIdleSections(catalog, problems);
    }

    /** What is on the class path; where only some of it is asked for, plugins can have the names of the rest. */
    private FactoryCatalog findOnClassPath() {
        var all = FactoryCatalog.find(classLoader);
        return servesAll()
                ? all
                : all.yieldingAllBut(namesAsked().stream().map(this::factoryOf).collect(Collectors.toSet()));
    }

    /** What is on the class path, and in the plugins that are named by their paths. */
    private FactoryCatalog findNamed(FactoryCatalog classPath, PluginHost plugins, StartProblems problems) {
        var catalog = classPath;
        for (String entry : config.serve()) {
            if (PluginPath.isOne(entry)) {
                try {
                    catalog = plugins.loadNamed(PluginPath.resolve(directory, entry), catalog);
                } catch (HandlerLoadException e) {
                    problems.add(keyOrigin(entry), e);
                }
            }
        }
        return catalog;
    }

    /** All of that, and what is in the plugins folder where there is one. */
    private FactoryCatalog findDropped(
            FactoryCatalog classPath, FactoryCatalog named, PluginHost plugins, StartProblems problems) {
        var folder = pluginFolder();
        if (folder.isEmpty()) {
            return named;
        }
        try {
            return plugins.loadFolder(folder.get(), config.plugins().sources(), classPath);
        } catch (HandlerLoadException e) {
            problems.add(settings.placeOf("plugins.directory"), e);
            return named;
        }
    }

    private Optional<Path> pluginFolder() {
        return config.plugins()
                .directory()
                .map(folder -> directory.resolve(folder).normalize());
    }

    /** Those of what is to be served that stand there by their own names, and not by the paths of their plugins. */
    private List<String> namesAsked() {
        return config.serve().stream().filter(entry -> !PluginPath.isOne(entry)).toList();
    }

    private boolean servesAll() {
        return config.serve().isEmpty() && given.isEmpty();
    }

    /** Those that are named, else all that are found and all that have a section; and what is in plugins. */
    @Override
    public Set<String> names(FactoryCatalog catalog) {
        var names = new LinkedHashSet<>(namesAsked());
        if (servesAll()) {
            names.addAll(catalog.names());
            names.addAll(config.handlers().keySet());
        }
        catalog.namesInPlugins().stream()
                .filter(name -> !given.containsKey(name))
                .forEach(names::add);
        names.removeIf(name -> !hasUsableSettings(name));
        return names;
    }

    /** Whether the server can do without a handler. */
    private enum Importance {
        ASKED,
        DROPPED
    }

    /** What is in a plugin is served without being asked for; so, perhaps, is what would be in one that failed. */
    private Importance importance(String name, Set<String> asked, FactoryCatalog catalog) {
        if (asked.contains(name)) {
            return Importance.ASKED;
        }
        String factory = factoryOf(name);
        boolean mayBeInPlugin = catalog.names().contains(factory)
                ? catalog.isOfPlugin(factory)
                : !catalog.failures().isEmpty();
        return mayBeInPlugin ? Importance.DROPPED : Importance.ASKED;
    }

    private String factoryOf(String name) {
        return settingsOf(name).use().orElse(name);
    }

    private void tell(HandlerProblem problem, Importance importance, StartProblems problems) {
        String name = problem.name();
        if (problem.cause() instanceof ConfigException e) {
            problems.add(e);
        } else if (!HandlerNames.isAllowed(name)) {
            problems.add(keyOrigin(name), problem.cause());
        } else {
            switch (importance) {
                case ASKED -> problems.add(originOf(name), problem.cause());
                case DROPPED -> problems.warn(originOf(name), problem.cause());
            }
        }
    }

    /** What is wrong with a section has been told already; more would only follow from it. */
    private boolean hasUsableSettings(String name) {
        return config.handlers().containsKey(name)
                || settings.find("handlers." + name).isEmpty();
    }

    @Override
    public HandlerSettings settingsOf(String name) {
        return config.handlers().getOrDefault(name, HandlerSettings.defaults());
    }

    /** Where a handler was asked for: its factory, its name in the list, its section. */
    private Origin originOf(String name) {
        return settings.find("handlers.%s.use".formatted(name))
                .map(Node::origin)
                .orElseGet(() -> keyOrigin(name));
    }

    private Origin keyOrigin(String name) {
        if (settings.find("serve").orElse(null) instanceof Sequence list) {
            var item = list.items().stream()
                    .filter(node ->
                            node instanceof Scalar scalar && scalar.text().equals(name))
                    .findFirst();
            if (item.isPresent()) {
                return item.get().origin();
            }
        }
        return settings.find("handlers." + name).isPresent() ? settings.placeOf("handlers." + name) : Origin.NONE;
    }

    private void refuseToServeNothing(Plan plan, StartProblems problems) {
        if (!plan.bringsSome() && !problems.hasErrors()) {
            String folder = pluginFolder().map(", or into %s"::formatted).orElse("");
            problems.add(new ConfigProblem(
                    Origin.NONE, "There is no handler to serve: put a JAR with a handler on the class path" + folder));
        }
    }

    /** A plugin that fails is in the way where something is missing that may be in it; else the others serve on. */
    private void tellFailures(FactoryCatalog catalog, Plan plan, StartProblems problems) {
        boolean missing = namesAsked().stream()
                .map(this::factoryOf)
                .anyMatch(name -> !catalog.names().contains(name));
        for (var failure : catalog.failures()) {
            if (missing || !plan.bringsSome()) {
                problems.add(failure);
            } else {
                problems.warn(failure);
            }
        }
    }

    private void warnOfTakenNames(FactoryCatalog catalog, StartProblems problems) {
        for (String name : catalog.namesInPlugins()) {
            if (given.containsKey(name)) {
                problems.warn(new ConfigProblem(
                        Origin.NONE, new TakenName(name, catalog.placeOf(name), TakenName.APPLICATION).message()));
            }
        }
    }

    /** A section that no handler can ever have is probably misspelt. */
    private void warnOfIdleSections(FactoryCatalog catalog, StartProblems problems) {
        if (servesAll() || !catalog.failures().isEmpty()) {
            return; // Then every section has been loaded, or may be of a handler that is missing.
        }
        var known = new LinkedHashSet<>(catalog.names());
        known.addAll(given.keySet());
        known.addAll(namesAsked());
        config.handlers().forEach((name, handler) -> warnIfIdle(name, handler, known, problems));
    }

    private void warnIfIdle(String name, HandlerSettings handler, Collection<String> known, StartProblems problems) {
        if (handler.use().isPresent() || known.contains(name)) {
            return;
        }
        String hint = Spelling.nearest(name, known)
                .map("did you mean '%s'?"::formatted)
                .orElse("known are " + String.join(", ", known));
        problems.warn(new ConfigProblem(
                settings.placeOf("handlers." + name),
                "Section 'handlers.%s' matches no handler: %s".formatted(name, hint)));
    }
}
