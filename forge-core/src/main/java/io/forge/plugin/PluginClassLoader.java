package io.forge.plugin;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Finds the classes and resources of one plugin: those of its libraries with native code in their class loader, its own in its
 * JARs.
 *
 * <p>A plugin with a Guice of its own uses that one. Forge's support for Guice is of the server's: such a plugin cannot have it.
 */
final class PluginClassLoader extends IsolatedClassLoader {

    static {
        registerAsParallelCapable();
    }

    private static final String GUICE = "com/google/inject/Guice.class";

    private final Optional<URL> ownGuice;
    private final Path libraries;
    private final NativeJars natives;

    /**
     * A loader over JARs that stay as they are until it is closed.
     *
     * @param plugin the plugin's name
     * @param libraries the folder with its native libraries, which nobody else loads
     * @param natives its libraries that outlive it, and come before its own JARs; closed with this
     */
    PluginClassLoader(String plugin, List<URL> jars, Path libraries, NativeJars natives, Surroundings surroundings) {
        super("plugin:" + plugin, jars, natives.loader(), surroundings);
        this.libraries = libraries;
        this.natives = natives;
        this.ownGuice = Optional.ofNullable(findResource(GUICE));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (ownGuice.isPresent() && SharedPackages.needServersInjection(name)) {
            throw new TwoGuicesError(name, nameOfJar(ownGuice.get()));
        }
        return super.loadClass(name, resolve);
    }

    @Override
    boolean isShared(String className) {
        return super.isShared(className) && !(ownGuice.isPresent() && SharedPackages.injectionHasClass(className));
    }

    /** Of a URL such as {@code jar:file:/folder/guice.jar!/com/google/inject/Guice.class}. */
    private static Path nameOfJar(URL entry) {
        var jar = URI.create(entry.getPath().replaceFirst("!/.*", ""));
        return Path.of(jar).getFileName();
    }

    /** Its libraries that outlive it. */
    NativeJars natives() {
        return natives;
    }

    /** Takes the JDBC drivers that it has loaded out of the JDK's list, and returns their names. */
    @SuppressWarnings("unchecked") // What is defined is a DriverCleaner, only another one than the server's.
    List<String> removeDrivers() throws Exception {
        if (!uses("java.sql.Driver")) {
            return List.of();
        }
        byte[] code;
        try (var in = DriverCleaner.class.getResourceAsStream("DriverCleaner.class")) {
            code = requireNonNull(in).readAllBytes();
        }
        var cleaner = defineClass(DriverCleaner.class.getName(), code, 0, code.length);
        var drivers = ((Callable<List<String>>) cleaner.getConstructor().newInstance()).call();
        return drivers.stream().map(driver -> "JDBC driver " + driver).toList();
    }

    /** Whether a class of the plugin has needed a class of the JDK. */
    boolean uses(String className) {
        return findLoadedClass(className) != null;
    }

    /** Whether an object is of a class of the plugin. */
    boolean owns(@Nullable Object object) {
        return object != null && ownerOf(object).filter(this::equals).isPresent();
    }

    /** Whether a class loader is this one, or one that the plugin has made. */
    boolean isAbove(@Nullable ClassLoader loader) {
        return ownerOfLoader(loader).filter(this::equals).isPresent();
    }

    /** The plugin that an object's class is from. */
    static Optional<PluginClassLoader> ownerOf(Object object) {
        return ownerOfLoader(object.getClass().getClassLoader());
    }

    /** The plugin that a class loader is of: the plugin's own, or one that the plugin has made. */
    private static Optional<PluginClassLoader> ownerOfLoader(@Nullable ClassLoader loader) {
        for (var above = loader; above != null; above = above.getParent()) {
            if (above instanceof PluginClassLoader plugin) {
                return Optional.of(plugin);
            }
        }
        return Optional.empty();
    }

    /** Its own copy of a native library: the JVM loads each file for one class loader only. */
    @Override
    protected @Nullable String findLibrary(String name) {
        var library = libraries.resolve(System.mapLibraryName(name));
        return Files.exists(library) ? library.toString() : null;
    }

    @Override
    public void close() throws IOException {
        try (natives) {
            super.close();
        }
    }
}
