package io.forge.plugin;

import io.forge.api.HandlerFactory;
import io.forge.api.HandlerSource;
import io.forge.config.Spelling;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The handler factories and sources that were found, by name, and the plugins that could not be loaded. */
public final class FactoryCatalog {

    private final SortedMap<String, Found> factories;
    private final List<PluginFailure> failures;

    /** The names that plugins can have, though there is something of that name. */
    private final Set<String> yielding;

    private FactoryCatalog(SortedMap<String, Found> factories, List<PluginFailure> failures, Set<String> yielding) {
        this.factories = factories;
        this.yielding = Set.copyOf(yielding);
        this.failures = List.copyOf(failures);
    }

    /**
     * Finds what is named in {@code META-INF/services/io.forge.api.HandlerFactory}.
     *
     * @throws HandlerLoadException if a factory cannot be made, or its name is malformed or taken
     */
    public static FactoryCatalog find(ClassLoader loader) {
        var factories = new TreeMap<String, Found>();
        try {
            for (var factory : ServiceLoader.load(HandlerFactory.class, loader)) {
                add(factories, new FoundFactory(factory.name(), factory, placeOf(factory), Optional.empty()));
            }
            for (var source : ServiceLoader.load(HandlerSource.class, loader)) {
                add(factories, new FoundSource(source.name(), source, placeOf(source), Optional.empty()));
            }
        } catch (ServiceConfigurationError e) {
            throw new HandlerLoadException("A handler factory cannot be made: " + message(e), e);
        }
        return new FactoryCatalog(factories, List.of(), Set.of());
    }

    private static String message(ServiceConfigurationError e) {
        String cause = e.getCause() == null ? "" : ": " + e.getCause();
        return e.getMessage() + cause;
    }

    private static void add(SortedMap<String, Found> factories, Found found) {
        HandlerNames.checkGivenBy(found.place(), found.name());
        var other = factories.putIfAbsent(found.name(), found);
        if (other != null) {
            throw new HandlerLoadException("Handler '%s' is offered twice, by %s and by %s: take one of them away"
                    .formatted(found.name(), other.place(), found.place()));
        }
    }

    /** The class of a service and the JAR or folder that it came from. */
    private static String placeOf(Object service) {
        CodeSource source = service.getClass().getProtectionDomain().getCodeSource();
        String place = source == null || source.getLocation() == null ? "" : " in " + pathOf(source.getLocation());
        return service.getClass().getName() + place;
    }

    /** A URL has its spaces encoded. */
    private static String pathOf(URL location) {
        try {
            return Path.of(location.toURI()).toString();
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return location.toString();
        }
    }

    /** The same catalog, in which plugins can have every name but some. */
    public FactoryCatalog yieldingAllBut(Set<String> kept) {
        var all = new HashSet<>(factories.keySet());
        all.removeAll(kept);
        return new FactoryCatalog(factories, failures, all);
    }

    /** The same catalog and what plugins offer; of a name that is taken, the one that has it keeps it. */
    FactoryCatalog with(Iterable<Plugin> plugins, List<PluginFailure> pluginFailures) {
        var all = new TreeMap<>(factories);
        var left = new HashSet<>(yielding);
        var allFailures = new ArrayList<>(pluginFailures);
        for (var plugin : plugins) {
            for (var found : plugin.offers()) {
                if (left.remove(found.name())) {
                    all.remove(found.name());
                }
                var other = all.putIfAbsent(found.name(), found);
                if (other != null) {
                    allFailures.add(taken(plugin.files(), found, other));
                }
            }
        }
        return new FactoryCatalog(all, allFailures, left);
    }

    private static PluginFailure taken(PluginFiles files, Found found, Found other) {
        return new PluginFailure(
                files.name(),
                files.place(),
                Optional.of(found.name()),
                "Handler '%s' of plugin %s is not served, as %s has that name: remove one of them"
                        .formatted(found.name(), Words.of(files.place()), other.place()));
    }

    /** All names, in order. */
    public Collection<String> names() {
        return factories.keySet();
    }

    /** The names of those that plugins offer, in order. */
    public List<String> namesInPlugins() {
        return names().stream().filter(this::isOfPlugin).toList();
    }

    /** Whether a plugin offers the factory of that name. */
    public boolean isOfPlugin(String name) {
        return Optional.ofNullable(factories.get(name)).map(Found::isOfPlugin).orElse(false);
    }

    /** What lies in the plugins folder and could not be loaded. */
    public List<PluginFailure> failures() {
        return failures;
    }

    /** Where the factory of that name is. */
    public String placeOf(String name) {
        return get(name).place();
    }

    /**
     * The factory of that name.
     *
     * @throws HandlerLoadException if there is none; the message says which there are
     */
    Found get(String name) {
        return Optional.ofNullable(factories.get(name)).orElseThrow(() -> new HandlerLoadException(unknown(name)));
    }

    /** The factory of that name, where there is one. */
    Optional<Found> find(String name) {
        return Optional.ofNullable(factories.get(name));
    }

    private String unknown(String name) {
        for (var failure : failures) {
            if (failure.plugin().equals(name)) {
                return "There is no handler '%s', as plugin %s cannot be loaded"
                        .formatted(name, Words.of(failure.place()));
            }
        }
        return failures.isEmpty()
                ? withHint(name)
                : "%s. It may be in what cannot be loaded: %s"
                        .formatted(
                                withHint(name),
                                failures.stream()
                                        .map(failure -> Words.of(failure.place()))
                                        .collect(Collectors.joining(", ")));
    }

    private String withHint(String name) {
        if (factories.isEmpty()) {
            return "There is no handler '%s', and no other one either: put a JAR with a handler on the class path"
                    .formatted(name);
        }
        String hint = Spelling.nearest(name, names())
                .map(nearest -> " Did you mean '%s'?".formatted(nearest))
                .orElse("");
        return "There is no handler '%s'.%s Known are: %s".formatted(name, hint, String.join(", ", names()));
    }
}
