package io.forge.plugin;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;

/** The packages, with all below them, that every plugin has in common with the server. */
public final class SharedPackages {

    static final List<String> NAMES = List.of(
            "io.forge.api",
            "io.forge.tensor",
            "io.forge.guice",
            "com.google.inject",
            "jakarta.inject",
            "org.slf4j",
            "com.fasterxml.jackson.annotation",
            "org.jspecify.annotations");

    private static final List<String> CLASSES =
            NAMES.stream().map(name -> name + ".").toList();

    /** Those that a plugin with a Guice of its own has for itself. */
    private static final List<String> INJECTION = List.of("com.google.inject.", "jakarta.inject.");

    private static final String ON_INJECTION = "io.forge.guice.";

    /** Packages that are Forge's: what the server lacks of them, a plugin lacks too. */
    private static final String FORGE = "io.forge.";

    /** One class of each, by which the JAR or folder is found that it comes from. */
    private static final List<String> LANDMARKS = List.of(
            "io.forge.api.HandlerFactory",
            "io.forge.guice.GuiceHandlerFactory",
            "com.google.inject.Injector",
            "jakarta.inject.Inject",
            "org.slf4j.Logger",
            "com.fasterxml.jackson.annotation.JsonProperty",
            "org.jspecify.annotations.Nullable");

    private SharedPackages() {}

    /** Whether a package is the server's, or all that is below it. */
    static boolean havePackage(String name) {
        return haveClass(name + ".");
    }

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

    /**
     * The JARs and folders that they are in, as far as the server has them; there may be other packages in these.
     *
     * @throws PluginLoadException if it cannot be told where the API is
     */
    static List<Path> places(ClassLoader server) throws PluginLoadException {
        if (placeOf(LANDMARKS.get(0), server).isEmpty()) {
            throw new PluginLoadException(
                    "there is nothing to compile it against, as Forge's API is in no JAR or folder of its own: build a JAR of it");
        }
        return LANDMARKS.stream()
                .flatMap(name -> placeOf(name, server).stream())
                .distinct()
                .toList();
    }

    private static Optional<Path> placeOf(String className, ClassLoader server) {
        try {
            return Optional.ofNullable(Class.forName(className, false, server)
                            .getProtectionDomain()
                            .getCodeSource())
                    .map(CodeSource::getLocation)
                    .flatMap(SharedPackages::file);
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty(); // Then no plugin finds it either.
        }
    }

    /** Empty where it is in an archive within an archive, or came from elsewhere than a disk. */
    private static Optional<Path> file(URL location) {
        try {
            return Optional.of(Path.of(location.toURI()))
                    .filter(path -> path.getFileSystem().equals(FileSystems.getDefault()));
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }
}
