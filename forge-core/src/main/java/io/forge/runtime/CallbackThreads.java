package io.forge.runtime;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few threads for what handlers and applications want run when a call ends early: cancel actions, continuations.
 *
 * <p>Nobody else needs these threads, so that code which takes its time delays neither deadlines nor connections. Not the
 * worker pool: where that is full, a cancel action may be the very thing that makes room in it. The queue needs no bound of
 * its own: a call in flight has one of each at most, and lanes bound the calls.
 */
final class CallbackThreads implements AutoCloseable {

    private static final int MOST = 16;
    private static final long TERMINATION_SECONDS = 1;

    private final ThreadPoolExecutor threads;

    /** Starts no thread yet; one that has nothing to do for a second ends. */
    CallbackThreads() {
        var number = new AtomicInteger();
        threads = new ThreadPoolExecutor(MOST, MOST, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            // Nothing of whoever happens to be the first to need it.
            var thread = new Thread(null, task, "forge-callback-" + number.incrementAndGet(), 0, false);
            thread.setContextClassLoader(CallbackThreads.class.getClassLoader());
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Runs a task; on this thread where the server is closed and has no other. */
    void run(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    /** Interrupts what does not end within a second, and runs what has not begun on this thread. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(TERMINATION_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow().forEach(Runnable::run);
    }
}
