package io.forge.plugin;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;
import java.util.List;

/**
 * Finds classes and resources: of the shared packages, in the server; all others in the JDK, then in JARs.
 *
 * <p>The JDK comes first, as everywhere: a class of the JDK that a library brings again would not be the one that the rest of
 * the JDK speaks of.
 */
abstract sealed class IsolatedClassLoader extends URLClassLoader permits NativeClassLoader, PluginClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final Surroundings surroundings;

    /**
     * A loader over JARs that stay as they are until it is closed.
     *
     * @param parent has the JDK, and whatever else comes before the JARs
     */
    IsolatedClassLoader(String name, List<URL> jars, ClassLoader parent, Surroundings surroundings) {
        super(name, jars.toArray(URL[]::new), parent, protocol -> protocol.equals("jar") ? new UncachedJars() : null);
        this.surroundings = surroundings;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!isShared(name)) {
            surroundings.beforeUse().accept(name);
            return super.loadClass(name, resolve);
        }
        try {
            return surroundings.server().loadClass(name);
        } catch (ClassNotFoundException e) {
            if (SharedPackages.mayBeBrought(name)) {
                return super.loadClass(name, resolve);
            }
            throw e;
        }
    }

    /** Whether a class is the server's. */
    boolean isShared(String className) {
        return SharedPackages.haveClass(className);
    }

    @Override
    public URL getResource(String name) {
        return isSharedResource(name) ? surroundings.server().getResource(name) : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return isSharedResource(name) ? surroundings.server().getResources(name) : super.getResources(name);
    }

    private boolean isSharedResource(String name) {
        return isShared(name.replace('/', '.'));
    }
}
