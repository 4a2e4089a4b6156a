package io.forge.plugin;

import io.forge.api.HandlerFactory;
import io.forge.api.HandlerSource;
import io.forge.config.Spelling;
import java.security.CodeSource;
import java.util.Collection;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The handler factories that a class loader offers, by name. */
public final class FactoryCatalog {

    private final SortedMap<String, HandlerFactory> factories;

    private FactoryCatalog(SortedMap<String, HandlerFactory> factories) {
        this.factories = factories;
    }

    /**
     * Finds what is named in {@code META-INF/services/io.forge.api.HandlerFactory}.
     *
     * @throws HandlerLoadException if a factory cannot be made, or its name is malformed or taken
     */
    public static FactoryCatalog find(ClassLoader loader) {
        var factories = new TreeMap<String, HandlerFactory>();
        try {
            for (var factory : ServiceLoader.load(HandlerFactory.class, loader)) {
                add(factories, factory);
            }
            ServiceLoader.load(HandlerSource.class, loader).findFirst().ifPresent(FactoryCatalog::refuse);
        } catch (ServiceConfigurationError e) {
            throw new HandlerLoadException("A handler factory cannot be made: " + message(e), e);
        }
        return new FactoryCatalog(factories);
    }

    private static String message(ServiceConfigurationError e) {
        String cause = e.getCause() == null ? "" : ": " + e.getCause();
        return e.getMessage() + cause;
    }

    private static void add(SortedMap<String, HandlerFactory> factories, HandlerFactory factory) {
        String name = factory.name();
        HandlerNames.checkGivenBy(placeOf(factory), name);
        var other = factories.putIfAbsent(name, factory);
        if (other != null) {
            throw new HandlerLoadException("Handler '%s' is offered twice, by %s and by %s: take one of them away"
                    .formatted(name, placeOf(other), placeOf(factory)));
        }
    }

    private static void refuse(HandlerSource source) {
        throw new HandlerLoadException(
                "Handler source '%s' (%s) cannot be opened: this version of Forge serves single handlers only"
                        .formatted(source.name(), placeOf(source)));
    }

    /** The class of a service and the JAR or folder that it came from. */
    static String placeOf(Object service) {
        CodeSource source = service.getClass().getProtectionDomain().getCodeSource();
        String place = source == null || source.getLocation() == null
                ? ""
                : " in " + source.getLocation().getPath();
        return service.getClass().getName() + place;
    }

    /** All names, in order. */
    public Collection<String> names() {
        return factories.keySet();
    }

    /**
     * The factory of that name.
     *
     * @throws HandlerLoadException if there is none; the message says which there are
     */
    HandlerFactory get(String name) {
        return Optional.ofNullable(factories.get(name)).orElseThrow(() -> unknown(name));
    }

    private HandlerLoadException unknown(String name) {
        if (factories.isEmpty()) {
            return new HandlerLoadException(
                    "There is no handler '%s', and no other one either: put a JAR with a handler".formatted(name)
                            + " on the class path");
        }
        String hint = Spelling.nearest(name, names())
                .map(nearest -> " Did you mean '%s'?".formatted(nearest))
                .orElse("");
        return new HandlerLoadException(
                "There is no handler '%s'.%s Known are: %s".formatted(name, hint, String.join(", ", names())));
    }
}
