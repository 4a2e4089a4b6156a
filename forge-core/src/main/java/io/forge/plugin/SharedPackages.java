package io.forge.plugin;

import java.util.List;

/** The packages, with all below them, that every plugin has in common with the server. */
public final class SharedPackages {

    static final List<String> NAMES = List.of(
            "io.forge.api",
            "io.forge.guice",
            "com.google.inject",
            "jakarta.inject",
            "org.slf4j",
            "com.fasterxml.jackson.annotation");

    private static final List<String> CLASSES =
            NAMES.stream().map(name -> name + ".").toList();

    /** Those that a plugin with a Guice of its own has for itself. */
    private static final List<String> INJECTION = List.of("com.google.inject.", "jakarta.inject.");

    private static final String ON_INJECTION = "io.forge.guice.";

    /** Packages that are Forge's: what the server lacks of them, a plugin lacks too. */
    private static final String FORGE = "io.forge.";

    private SharedPackages() {}

    /** Whether a class is the server's. */
    public static boolean haveClass(String name) {
        return CLASSES.stream().anyMatch(name::startsWith);
    }

    /** Whether a class is of Guice, or of what Guice is made for. */
    static boolean injectionHasClass(String name) {
        return INJECTION.stream().anyMatch(name::startsWith);
    }

    /** Whether a class is Forge's and made for the server's Guice. */
    static boolean needServersInjection(String name) {
        return name.startsWith(ON_INJECTION);
    }

    /**
     * Whether a plugin may bring a shared class that the server does not have: an extension of Guice, or a bridge of SLF4J,
     * has a package below the shared one.
     */
    static boolean mayBeBrought(String name) {
        return !name.startsWith(FORGE);
    }
}
