package io.forge.plugin;

import java.net.URL;
import java.util.List;

/** Finds the classes and resources of libraries with native code, for every plugin that brings the same JARs. */
final class NativeClassLoader extends IsolatedClassLoader {

    static {
        registerAsParallelCapable();
    }

    private volatile boolean used;

    /**
     * A loader over JARs that stay as they are until it is closed, if it ever is.
     *
     * @param plugin the name of the plugin that was the first to bring them
     */
    NativeClassLoader(String plugin, List<URL> jars, Surroundings surroundings) {
        super("native:" + plugin, jars, ClassLoader.getPlatformClassLoader(), surroundings);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        var found = super.findClass(name);
        used = true;
        return found;
    }

    /** Whether it has a class, which may have loaded native code. */
    boolean isUsed() {
        return used;
    }
}
