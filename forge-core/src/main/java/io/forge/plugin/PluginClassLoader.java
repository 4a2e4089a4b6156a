package io.forge.plugin;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the classes and resources of one plugin: in the JDK, in its own JARs, and, of the shared packages, in the server.
 *
 * <p>The JDK comes first, as everywhere: a class of the JDK that a library brings again would not be the one that the rest of
 * the JDK speaks of.
 *
 * <p>A plugin with a Guice of its own uses that one. Forge's support for Guice is of the server's: such a plugin cannot have it.
 */
final class PluginClassLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private static final String GUICE = "com/google/inject/Guice.class";

    private final ClassLoader server;
    private final Optional<URL> ownGuice;
    private final Path libraries;
    private final Consumer<String> beforeUse;

    /**
     * A loader over JARs that stay as they are until it is closed.
     *
     * @param plugin the plugin's name
     * @param libraries the folder with its native libraries, which nobody else loads
     * @param server has the shared packages
     * @param beforeUse is told the name of each class that may be the JDK's, before the plugin gets it
     */
    PluginClassLoader(String plugin, List<URL> jars, Path libraries, ClassLoader server, Consumer<String> beforeUse) {
        super(
                "plugin:" + plugin,
                jars.toArray(URL[]::new),
                ClassLoader.getPlatformClassLoader(),
                protocol -> protocol.equals("jar") ? new UncachedJars() : null);
        this.server = server;
        this.libraries = libraries;
        this.beforeUse = beforeUse;
        this.ownGuice = Optional.ofNullable(findResource(GUICE));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (ownGuice.isPresent() && SharedPackages.needServersInjection(name)) {
            throw new TwoGuicesError(name, nameOfJar(ownGuice.get()));
        }
        if (!isShared(name)) {
            beforeUse.accept(name);
            return super.loadClass(name, resolve);
        }
        try {
            return server.loadClass(name);
        } catch (ClassNotFoundException e) {
            if (SharedPackages.mayBeBrought(name)) {
                return super.loadClass(name, resolve);
            }
            throw e;
        }
    }

    private boolean isShared(String className) {
        return SharedPackages.haveClass(className)
                && !(ownGuice.isPresent() && SharedPackages.injectionHasClass(className));
    }

    /** Of a URL such as {@code jar:file:/folder/guice.jar!/com/google/inject/Guice.class}. */
    private static Path nameOfJar(URL entry) {
        var jar = URI.create(entry.getPath().replaceFirst("!/.*", ""));
        return Path.of(jar).getFileName();
    }

    @Override
    public URL getResource(String name) {
        return isSharedResource(name) ? server.getResource(name) : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return isSharedResource(name) ? server.getResources(name) : super.getResources(name);
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

    private boolean isSharedResource(String name) {
        return isShared(name.replace('/', '.'));
    }
}
