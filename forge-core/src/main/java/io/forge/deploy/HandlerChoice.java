package io.forge.deploy;

import io.forge.config.ConfigProblem;
import io.forge.config.Node;
import io.forge.config.Node.Scalar;
import io.forge.config.Node.Section;
import io.forge.config.Node.Sequence;
import io.forge.config.Origin;
import io.forge.config.Spelling;
import io.forge.plugin.FactoryCatalog;
import io.forge.plugin.HandlerNames;
import io.forge.plugin.PluginPath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the configuration says about which handlers are served, and how.
 *
 * @param serve names of handlers and paths of plugins; all that is found where there are none
 * @param handlers one section per handler, by name; without those that do not fit
 * @param settings all that is configured, with places
 * @param given the names of handlers that the application has made
 */
public record HandlerChoice(
        List<String> serve, Map<String, HandlerSettings> handlers, Section settings, Set<String> given)
        implements Selection {

    /** Those that are named, else all that are found and all that have a section; and what is in plugins. */
    @Override
    public Set<String> names(FactoryCatalog catalog) {
        var names = new LinkedHashSet<>(namesAsked());
        if (servesAll()) {
            names.addAll(catalog.names());
            names.addAll(handlers.keySet());
        }
        catalog.namesInPlugins().stream().filter(name -> !given.contains(name)).forEach(names::add);
        names.removeIf(name -> !hasUsableSettings(name));
        return names;
    }

    @Override
    public HandlerSettings settingsOf(String name) {
        return handlers.getOrDefault(name, HandlerSettings.defaults());
    }

    /** The name of the factory that a handler is created by. */
    public String factoryOf(String name) {
        return settingsOf(name).use().orElse(name);
    }

    /** Whether nothing is named, so that all that is found is served. */
    public boolean servesAll() {
        return serve.isEmpty() && given.isEmpty();
    }

    /** Those of what is to be served that stand there by their own names, and not by the paths of their plugins. */
    public List<String> namesAsked() {
        return serve.stream().filter(entry -> !PluginPath.isOne(entry)).toList();
    }

    /** The same catalog; where only some of it is asked for, plugins can have the names of the rest. */
    public FactoryCatalog yielding(FactoryCatalog classPath) {
        return servesAll()
                ? classPath
                : classPath.yieldingAllBut(
                        namesAsked().stream().map(this::factoryOf).collect(Collectors.toSet()));
    }

    /** What is wrong with a section has been told already; more would only follow from it. */
    public boolean hasUsableSettings(String name) {
        return handlers.containsKey(name) || settings.find("handlers." + name).isEmpty();
    }

    /** Whether a section is all there is of a handler: its plugin was removed, or it is misspelt. */
    public boolean isLeftOver(String name, FactoryCatalog catalog) {
        return !namesAsked().contains(name)
                && !given.contains(name)
                && HandlerNames.isAllowed(name)
                && settingsOf(name).use().isEmpty()
                && catalog.find(name).isEmpty();
    }

    /** What to say of such a section. */
    public ConfigProblem leftOver(String name, FactoryCatalog catalog) {
        var known = new LinkedHashSet<>(catalog.names());
        known.addAll(given);
        known.addAll(namesAsked());
        String hint = Spelling.nearest(name, known)
                .map("did you mean '%s'?"::formatted)
                .orElseGet(() ->
                        "remove it, or put back the plugin that offers it; known are " + String.join(", ", known));
        return new ConfigProblem(
                settings.placeOf("handlers." + name),
                "Section 'handlers.%s' matches no handler: %s".formatted(name, hint));
    }

    /** Where a handler was asked for: its factory, its name in the list, its section. */
    public Origin originOf(String name) {
        return settings.find("handlers.%s.use".formatted(name))
                .map(Node::origin)
                .orElseGet(() -> keyOrigin(name));
    }

    /** As {@link #originOf}, for a name or path that is itself what is wrong. */
    public Origin keyOrigin(String name) {
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
}
