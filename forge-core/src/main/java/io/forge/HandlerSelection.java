package io.forge;

import io.forge.api.Handler;
import io.forge.config.ConfigException;
import io.forge.config.ConfigProblem;
import io.forge.config.Node;
import io.forge.config.Node.Section;
import io.forge.config.Origin;
import io.forge.config.Spelling;
import io.forge.plugin.FactoryCatalog;
import io.forge.plugin.HandlerLoadException;
import io.forge.plugin.HandlerLoader;
import io.forge.plugin.HandlerSettings;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Loads and serves the handlers that were asked for.
 *
 * @param config what is configured
 * @param settings the same, with places
 * @param given handlers that the application has made, by name
 * @param classLoader where factories are looked for
 */
record HandlerSelection(
        ForgeConfig config, Section settings, Map<String, Handler<?, ?>> given, ClassLoader classLoader) {

    void load(HandlerLoader loader, StartProblems problems) {
        given.forEach((name, handler) -> attempt(name, problems, () -> loader.serve(name, handler, settingsOf(name))));
        try {
            var catalog = FactoryCatalog.find(classLoader);
            if (servesAll() || !config.serve().isEmpty()) {
                loadFrom(catalog, loader, problems);
            }
            warnOfIdleSections(catalog.names(), problems);
        } catch (HandlerLoadException e) {
            problems.add(Origin.NONE, e);
        }
    }

    private boolean servesAll() {
        return config.serve().isEmpty() && given.isEmpty();
    }

    private void loadFrom(FactoryCatalog catalog, HandlerLoader loader, StartProblems problems) {
        var names = names(catalog.names());
        if (names.isEmpty()) {
            problems.add(new ConfigProblem(
                    Origin.NONE, "There is no handler to serve: put a JAR with a handler on the class path"));
        }
        for (String name : names) {
            attempt(name, problems, () -> loader.load(name, catalog, settingsOf(name)));
        }
    }

    /** Those that are named; else all that are found, and all that have a section. */
    private Set<String> names(Collection<String> found) {
        if (!config.serve().isEmpty()) {
            return new LinkedHashSet<>(config.serve());
        }
        var all = new LinkedHashSet<>(found);
        all.addAll(config.handlers().keySet());
        return all;
    }

    private void attempt(String name, StartProblems problems, Runnable load) {
        if (!hasUsableSettings(name)) {
            return;
        }
        try {
            load.run();
        } catch (ConfigException e) {
            problems.add(e);
        } catch (HandlerLoadException e) {
            problems.add(originOf(name), e);
        }
    }

    /** What is wrong with a section has been told already; more would only follow from it. */
    private boolean hasUsableSettings(String name) {
        return config.handlers().containsKey(name)
                || settings.find("handlers." + name).isEmpty();
    }

    private HandlerSettings settingsOf(String name) {
        return config.handlers().getOrDefault(name, HandlerSettings.defaults());
    }

    /** Where a handler was asked for. */
    private Origin originOf(String name) {
        return settings.find("handlers.%s.use".formatted(name))
                .or(() -> settings.find("serve"))
                .or(() -> settings.find("handlers." + name))
                .map(Node::origin)
                .orElse(Origin.NONE);
    }

    /** A section that no handler can ever have is probably misspelt. */
    private void warnOfIdleSections(Collection<String> found, StartProblems problems) {
        if (servesAll()) {
            return; // Then every section has been loaded.
        }
        var known = new LinkedHashSet<>(found);
        known.addAll(given.keySet());
        known.addAll(config.serve());
        config.handlers().forEach((name, handler) -> {
            if (handler.use().isEmpty() && !known.contains(name)) {
                String hint = Spelling.nearest(name, known)
                        .map("did you mean '%s'?"::formatted)
                        .orElse("known are " + String.join(", ", known));
                problems.warn(new ConfigProblem(
                        settings.placeOf("handlers." + name),
                        "Section 'handlers.%s' is of no handler: %s".formatted(name, hint)));
            }
        });
    }
}
