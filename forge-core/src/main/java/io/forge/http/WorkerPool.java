package io.forge.http;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The worker pool: a fixed number of threads, which can be exchanged for new ones while tasks come and go.
 *
 * <p>Safe for use by several threads.
 */
final class WorkerPool implements Executor {

    private final int size;
    private final AtomicInteger number = new AtomicInteger();
    private volatile ExecutorService threads;
    private boolean closed;

    WorkerPool(int size) {
        this.size = size;
        this.threads = start();
    }

    private ExecutorService start() {
        // This queue wakes one thread, which wakes the next while there is more: a wake-up costs more than most tasks.
        return new ThreadPoolExecutor(
                size,
                size,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> new Thread(task, "forge task-" + number.incrementAndGet()));
    }

    @Override
    public void execute(Runnable task) {
        var current = threads;
        try {
            current.execute(task);
        } catch (RejectedExecutionException e) {
            if (current.equals(threads)) {
                throw e;
            }
            execute(task);
        }
    }

    /** Has new threads take over; the old ones finish what is in their queue, and end. */
    synchronized void retireThreads() {
        if (!closed) {
            var old = threads;
            threads = start();
            old.shutdown();
        }
    }

    /** Takes no task any more and interrupts those that run. */
    synchronized void shutdownNow() {
        closed = true;
        threads.shutdownNow();
    }

    void awaitTermination(long seconds) throws InterruptedException {
        threads.awaitTermination(seconds, TimeUnit.SECONDS);
    }
}
