package io.forge.plugin;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The threads that the JDK starts when something needs them for the first time, and that never end.
 *
 * <p>A thread keeps the context class loader of who started it, and before Java 24 also the loaders of all code that was on
 * the stack. Started by a plugin, it would keep that plugin's classes for as long as the JVM lives.
 */
final class JdkThreads {

    private JdkThreads() {}

    /** Starts those that are not running, such as that of {@link CompletableFuture#orTimeout}, on behalf of nobody. */
    static void start() {
        var starter = new Thread(
                () -> new CompletableFuture<Void>().completeOnTimeout(null, 0, TimeUnit.NANOSECONDS),
                "forge-jdk-threads");
        starter.setDaemon(true);
        starter.setContextClassLoader(ClassLoader.getSystemClassLoader());
        starter.start();
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // It starts them all the same.
        }
    }
}
