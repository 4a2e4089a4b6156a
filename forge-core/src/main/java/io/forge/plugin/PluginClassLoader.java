package io.forge.plugin;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

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

    /**
     * A loader over JARs that stay as they are until it is closed.
     *
     * @param plugin the plugin's name
     * @param server has the shared packages
     */
    PluginClassLoader(String plugin, List<URL> jars, ClassLoader server) {
        super(
                "plugin:" + plugin,
                jars.toArray(URL[]::new),
                ClassLoader.getPlatformClassLoader(),
                protocol -> protocol.equals("jar") ? new UncachedJars() : null);
        this.server = server;
        this.ownGuice = Optional.ofNullable(findResource(GUICE));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (ownGuice.isPresent() && SharedPackages.needServersInjection(name)) {
            throw new TwoGuicesError(name, nameOfJar(ownGuice.get()));
        }
        if (!isShared(name)) {
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

    private boolean isSharedResource(String name) {
        return isShared(name.replace('/', '.'));
    }
}
