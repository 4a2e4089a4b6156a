package io.forge;

import io.forge.api.Handler;
import io.forge.config.ConfigException;
import io.forge.config.ConfigProblem;
import io.forge.config.Node.Section;
import io.forge.config.Origin;
import io.forge.deploy.FailurePolicy;
import io.forge.deploy.HandlerChoice;
import io.forge.deploy.HandlerProblem;
import io.forge.deploy.Plan;
import io.forge.deploy.Target;
import io.forge.host.PluginHost;
import io.forge.plugin.FactoryCatalog;
import io.forge.plugin.HandlerLoadException;
import io.forge.plugin.HandlerNames;
import io.forge.plugin.PluginPath;
import io.forge.plugin.TakenName;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
        ForgeConfig config,
        Section settings,
        Map<String, Handler<?, ?>> given,
        ClassLoader classLoader,
        Path directory) {

    /**
     * Loads all, and serves it if nothing is in the way.
     *
     * @param strictness what stops the start beside what it cannot do without
     * @throws ForgeStartException if something is in the way; nothing has been served then
     */
    void load(PluginHost plugins, StartProblems problems, Strictness strictness) {
        try {
            var classPath = choice().yielding(FactoryCatalog.find(classLoader));
            var named = findNamed(classPath, plugins, problems);
            var catalog = findDropped(classPath, named, plugins, problems);
            var asked = new LinkedHashSet<>(choice().namesAsked());
            asked.addAll(given.keySet());
            asked.addAll(named.namesInPlugins());
            var policy = FailurePolicy.starting(
                    problems.hasErrors(),
                    problem -> strictness != Strictness.LENIENT
                            || importance(problem.name(), asked, catalog) == Importance.ASKED);
            plugins.start(new Target(catalog, usableGiven()), classPath, choice(), policy, plan -> {
                tell(plan, asked, catalog, problems);
                problems.throwIfAny(strictness);
            });
        } catch (HandlerLoadException e) {
            problems.add(Origin.NONE, e);
            problems.throwIfAny(strictness);
        }
    }

    private HandlerChoice choice() {
        return new HandlerChoice(config.serve(), config.handlers(), settings, given.keySet());
    }

    private Map<String, Handler<?, ?>> usableGiven() {
        var usable = new LinkedHashMap<>(given);
        usable.keySet().removeIf(name -> !choice().hasUsableSettings(name));
        return usable;
    }

    private void tell(Plan plan, Set<String> asked, FactoryCatalog catalog, StartProblems problems) {
        plan.problems().stream()
                // Those are among the failures of the catalog.
                .filter(problem -> problem.offer().filter(catalog::isTaken).isEmpty())
                .forEach(problem -> tell(problem, plan, asked, catalog, problems));
        refuseToServeNothing(plan, problems);
        refuseToServeNoModels(plan, problems);
        tellFailures(catalog, plan, problems);
        warnOfTakenNames(catalog, problems);
        warnOfIdleSections(catalog, problems);
    }

    /** What is on the class path, and in the plugins that are named by their paths. */
    private FactoryCatalog findNamed(FactoryCatalog classPath, PluginHost plugins, StartProblems problems) {
        var catalog = classPath;
        for (String entry : config.serve()) {
            if (PluginPath.isOne(entry)) {
                try {
                    catalog = plugins.loadNamed(PluginPath.resolve(directory, entry), catalog);
                } catch (HandlerLoadException e) {
                    problems.add(choice().keyOrigin(entry), e);
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
        String factory = choice().factoryOf(name);
        boolean mayBeInPlugin = catalog.names().contains(factory)
                ? catalog.isOfPlugin(factory)
                : !catalog.failures().isEmpty();
        return mayBeInPlugin ? Importance.DROPPED : Importance.ASKED;
    }

    private void tell(
            HandlerProblem problem, Plan plan, Set<String> asked, FactoryCatalog catalog, StartProblems problems) {
        String name = problem.name();
        if (!HandlerNames.isAllowed(name)) {
            problems.add(choice().keyOrigin(name), problem.cause());
        } else if (choice().isLeftOver(name, catalog) && catalog.failures().isEmpty()) {
            problems.warn(choice().leftOver(name, catalog));
        } else {
            switch (importance(name, asked, catalog)) {
                case ASKED -> tellAsked(problem, problems);
                case DROPPED -> tellDropped(problem, plan, problems);
            }
        }
    }

    private void tellAsked(HandlerProblem problem, StartProblems problems) {
        if (problem.cause() instanceof ConfigException e) {
            problems.add(e);
        } else {
            problems.add(choice().originOf(problem.name()), problem.cause());
        }
    }

    /** The others serve on, if there are any. */
    private void tellDropped(HandlerProblem problem, Plan plan, StartProblems problems) {
        boolean hasPlace = problem.cause() instanceof ConfigException; // In its message.
        var place = hasPlace ? Origin.NONE : choice().originOf(problem.name());
        var told = new ConfigProblem(place, problem.message());
        if (plan.bringsSome()) {
            problems.leaveOut(told, problem.cause());
        } else {
            problems.add(told);
        }
    }

    private void refuseToServeNothing(Plan plan, StartProblems problems) {
        if (!plan.bringsSome() && !problems.hasErrors()) {
            String folder = pluginFolder().map(", or into %s"::formatted).orElse("");
            problems.add(new ConfigProblem(
                    Origin.NONE, "There is no handler to serve: put a JAR with a handler on the class path" + folder));
        }
    }

    private void refuseToServeNoModels(Plan plan, StartProblems problems) {
        if (config.models().directory().isPresent() && !plan.takesModels() && !problems.hasErrors()) {
            problems.add(
                    new ConfigProblem(
                            settings.placeOf("models.directory"),
                            "Nothing that is served takes models from a folder: put the plugin onnx into the plugins folder, and name it where handlers are named"));
        }
    }

    /** A plugin that fails is in the way where something is missing that may be in it; else the others serve on. */
    private void tellFailures(FactoryCatalog catalog, Plan plan, StartProblems problems) {
        boolean missing = choice().namesAsked().stream()
                .map(choice()::factoryOf)
                .anyMatch(name -> !catalog.names().contains(name));
        for (var failure : catalog.failures()) {
            if (missing || !plan.bringsSome()) {
                problems.add(failure);
            } else {
                problems.leaveOut(failure);
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
        if (choice().servesAll() || !catalog.failures().isEmpty()) {
            return; // Then every section has been tried, or may be of a handler that is missing.
        }
        config.handlers().keySet().stream()
                .filter(name -> choice().isLeftOver(name, catalog))
                .forEach(name -> problems.warn(choice().leftOver(name, catalog)));
    }
}
