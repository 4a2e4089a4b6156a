package io.forge.plugin;

import io.forge.config.Durations;
import io.forge.runtime.Await;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a plugin's code where it is loaded or closed: for a limited time, each time on a new thread, which keeps nothing of it
 * afterwards.
 */
final class CodeLimit {

    private final String plugin;
    private final ClassLoader loader;
    private final Duration limit;

    /**
     * A limit for one plugin.
     *
     * @param loader the context class loader for its code
     */
    CodeLimit(String plugin, ClassLoader loader, Duration limit) {
        this.plugin = plugin;
        this.loader = loader;
        this.limit = limit;
    }

    /**
     * Runs code and waits for its end.
     *
     * @param what what it is, for the message
     * @throws TimeoutException if it takes too long, or this thread is interrupted, and stays so; the code is interrupted, and
     *     its thread left to it
     * @throws Exception what the code throws
     */
    <T> T call(String what, Callable<T> code) throws Exception {
        var task = new FutureTask<>(code);
        var thread = new Thread(task, "forge-plugin-" + plugin);
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        thread.start();
        try {
            T result = task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            joinEnded(thread);
            return result;
        } catch (ExecutionException e) {
            joinEnded(thread);
            throw asThrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("%s was interrupted, as nobody waits for it any more".formatted(what));
        } catch (TimeoutException e) {
            var where = thread.getStackTrace();
            throw new TimeoutException("%s takes longer than %s%s; its thread '%s' is interrupted and left alone"
                    .formatted(what, Durations.format(limit), placeIn(where), thread.getName()));
        } finally {
            task.cancel(true);
        }
    }

    /** Nothing is left for it to do, and nobody is to find it running. */
    private static void joinEnded(Thread thread) {
        Await.until(() -> !thread.isAlive(), Await.LAST_WORDS);
    }

    /** The plugin's own line, as the JDK's would help nobody. */
    private static String placeIn(StackTraceElement[] stack) {
        return Stream.of(stack)
                .filter(FailureMessages::isOwn)
                .findFirst()
                .or(() -> Stream.of(stack).findFirst())
                .map(frame -> ", now at " + frame)
                .orElse("");
    }

    private static Exception asThrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof Exception exception ? exception : new IllegalStateException(cause);
    }

    /** Where the plugin's code runs that has another limit. */
    ContextClassLoader scope() {
        return new ContextClassLoader(loader);
    }

    /** The same resource, closed under this limit, also on a thread that is interrupted. */
    AutoCloseable around(AutoCloseable resource) {
        return () -> {
            boolean interrupted = Thread.interrupted();
            try {
                call("close() of " + resource.getClass().getName(), () -> {
                    resource.close();
                    return resource;
                });
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }
}
