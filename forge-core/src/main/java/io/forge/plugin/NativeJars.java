package io.forge.plugin;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The libraries with native code that one plugin brings, for as long as it is loaded. */
final class NativeJars implements AutoCloseable {

    private final ClassLoader loader;
    private final SortedMap<String, Path> copies;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Libraries.
     *
     * @param loader has their classes, and the JDK's
     * @param copies the private copies of their JARs, by name
     * @param release is run when the plugin needs them no longer
     */
    NativeJars(ClassLoader loader, SortedMap<String, Path> copies, Runnable release) {
        this.loader = loader;
        this.copies = Collections.unmodifiableSortedMap(new TreeMap<>(copies));
        this.release = release;
    }

    /** Of a plugin that brings no such libraries. */
    static NativeJars none() {
        return new NativeJars(ClassLoader.getPlatformClassLoader(), new TreeMap<>(), () -> {});
    }

    /** Has their classes, and the JDK's. */
    ClassLoader loader() {
        return loader;
    }

    /** The private copies of their JARs, by name. */
    SortedMap<String, Path> copies() {
        return copies;
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            release.run();
        }
    }
}
