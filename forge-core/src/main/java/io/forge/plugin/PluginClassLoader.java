package io.forge.plugin;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;
import java.util.List;

/**
 * Finds the classes and resources of one plugin: in the JDK, in its own JARs, and, of the shared packages, in the server.
 *
 * <p>The JDK comes first, as everywhere: a class of the JDK that a library brings again would not be the one that the rest of
 * the JDK speaks of.
 */
final class PluginClassLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader server;

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
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!SharedPackages.haveClass(name)) {
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

    @Override
    public URL getResource(String name) {
        return SharedPackages.haveResource(name) ? server.getResource(name) : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return SharedPackages.haveResource(name) ? server.getResources(name) : super.getResources(name);
    }
}
