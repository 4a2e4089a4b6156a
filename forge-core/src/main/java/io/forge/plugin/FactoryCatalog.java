package io.forge.plugin;

import io.forge.api.HandlerFactory;
import io.forge.api.HandlerSource;
import io.forge.config.PathText;
import io.forge.config.Spelling;
import io.forge.plugin.Offer.FactoryOffer;
import io.forge.plugin.Offer.SourceOffer;
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

    /** Of no factories. */
    public static final FactoryCatalog EMPTY = new FactoryCatalog(new TreeMap<>(), List.of(), List.of(), Set.of());

    private final SortedMap<String, Offer> offers;

    private final List<TakenOffer> taken;

    private final List<PluginFailure> failures;

    /** The names that plugins can have, though there is something of that name. */
    private final Set<String> yielding;

    /**
     * An offer of a plugin that is left out, as another one has its name.
     *
     * @param offer the one that is left out
     * @param taken says who has the name
     */
    public record TakenOffer(Offer offer, TakenName taken) {}

    private FactoryCatalog(
            SortedMap<String, Offer> offers,
            List<TakenOffer> taken,
            List<PluginFailure> failures,
            Set<String> yielding) {
        this.offers = offers;
        this.taken = List.copyOf(taken);
        this.yielding = Set.copyOf(yielding);
        this.failures = List.copyOf(failures);
    }

    /**
     * Finds what is named in {@code META-INF/services/io.forge.api.HandlerFactory}.
     *
     * @throws HandlerLoadException if a factory cannot be made, or its name is malformed or taken
     */
    public static FactoryCatalog find(ClassLoader loader) {
        var offers = new TreeMap<String, Offer>();
        try {
            for (var factory : ServiceLoader.load(HandlerFactory.class, loader)) {
                add(offers, new FactoryOffer(factory.name(), factory, placeOf(factory), Optional.empty()));
            }
            for (var source : ServiceLoader.load(HandlerSource.class, loader)) {
                add(offers, new SourceOffer(source.name(), source, placeOf(source), Optional.empty()));
            }
        } catch (ServiceConfigurationError e) {
            throw new HandlerLoadException("A handler factory cannot be made: " + message(e), e);
        } catch (HandlerLoadException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) { // Somebody else's code, which was asked for its name.
            throw new HandlerLoadException("A handler factory cannot be made: " + FailureMessages.of(e), e);
        }
        return new FactoryCatalog(offers, List.of(), List.of(), Set.of());
    }

    private static String message(ServiceConfigurationError e) {
        String cause = e.getCause() == null ? "" : ": " + e.getCause();
        return e.getMessage() + cause;
    }

    private static void add(SortedMap<String, Offer> offers, Offer offer) {
        HandlerNames.checkGivenBy(offer.place(), offer.name());
        var other = offers.putIfAbsent(offer.name(), offer);
        if (other != null) {
            throw new HandlerLoadException("Handler '%s' is offered twice, by %s and by %s: remove one of them"
                    .formatted(offer.name(), other.place(), offer.place()));
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
        var all = new HashSet<>(offers.keySet());
        all.removeAll(kept);
        return new FactoryCatalog(offers, taken, failures, all);
    }

    /** The same catalog and what plugins offer; of a name that is taken, the one that has it keeps it. */
    public FactoryCatalog with(Iterable<Plugin> plugins, List<PluginFailure> pluginFailures) {
        var all = new TreeMap<>(offers);
        var allTaken = new ArrayList<>(taken);
        var left = new HashSet<>(yielding);
        var allFailures = new ArrayList<>(pluginFailures);
        for (var plugin : plugins) {
            for (var offer : plugin.offers()) {
                if (left.remove(offer.name())) {
                    all.remove(offer.name());
                }
                var other = all.putIfAbsent(offer.name(), offer);
                if (other != null) {
                    var lost = new TakenName(offer.name(), offer.place(), other.place());
                    allTaken.add(new TakenOffer(offer, lost));
                    allFailures.add(failure(plugin.files(), lost));
                }
            }
        }
        return new FactoryCatalog(all, allTaken, allFailures, left);
    }

    private static PluginFailure failure(PluginFiles files, TakenName lost) {
        return new PluginFailure(files.name(), files.place(), Optional.of(lost.name()), lost.message());
    }

    /** All names, in order. */
    public Collection<String> names() {
        return offers.keySet();
    }

    /** Whether there is a source, which may publish handlers of any name. */
    public boolean hasSources() {
        return offers.values().stream().anyMatch(Offer.SourceOffer.class::isInstance);
    }

    /** The names of those that plugins offer, in order. */
    public List<String> namesInPlugins() {
        return names().stream().filter(this::isOfPlugin).toList();
    }

    /** Whether a plugin offers the factory of that name. */
    public boolean isOfPlugin(String name) {
        return Optional.ofNullable(offers.get(name)).map(Offer::isOfPlugin).orElse(false);
    }

    /** Whether this very offer is here, be it under a name that another one has. */
    @SuppressWarnings("ReferenceEquality") // Two versions of a plugin may make offers that are equal.
    public boolean hasOffer(Offer offer) {
        return find(offer.name()).filter(one -> one == offer).isPresent() || isTaken(offer);
    }

    /** Whether this very offer is left out, as another one has its name. */
    @SuppressWarnings("ReferenceEquality") // Two versions of a plugin may make offers that are equal.
    public boolean isTaken(Offer offer) {
        return taken.stream().anyMatch(one -> one.offer() == offer);
    }

    /** What is left out. */
    public List<TakenOffer> taken() {
        return taken;
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
    public Offer get(String name) {
        return Optional.ofNullable(offers.get(name)).orElseThrow(() -> new HandlerLoadException(unknown(name)));
    }

    /** The factory of that name, where there is one. */
    public Optional<Offer> find(String name) {
        return Optional.ofNullable(offers.get(name));
    }

    private String unknown(String name) {
        for (var failure : failures) {
            if (failure.plugin().equals(name)) {
                return "There is no handler '%s', as plugin %s cannot be loaded"
                        .formatted(name, PathText.onOneLine(failure.place()));
            }
        }
        return failures.isEmpty()
                ? withHint(name)
                : "%s. It may be in what cannot be loaded: %s"
                        .formatted(
                                withHint(name),
                                failures.stream()
                                        .map(failure -> PathText.onOneLine(failure.place()))
                                        .collect(Collectors.joining(", ")));
    }

    private String withHint(String name) {
        if (offers.isEmpty()) {
            return "There is no handler '%s', nor any other: put a JAR with a handler on the class path"
                    .formatted(name);
        }
        String hint = Spelling.nearest(name, names())
                .map(nearest -> " Did you mean '%s'?".formatted(nearest))
                .orElse("");
        return "There is no handler '%s'.%s Known are: %s".formatted(name, hint, String.join(", ", names()));
    }
}
