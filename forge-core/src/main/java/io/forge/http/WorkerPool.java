package io.forge.http;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads behind XNIO's worker: a fixed number, which can be exchanged for new ones while tasks come and go.
 *
 * <p>Safe for use by several threads.
 */
final class WorkerPool extends AbstractExecutorService {

    private final String name;
    private final int size;
    private final AtomicInteger number = new AtomicInteger();
    private volatile ThreadPoolExecutor threads;

    /**
     * A pool that starts its threads as they are needed.
     *
     * @param name what their names begin with
     */
    WorkerPool(String name, int size) {
        this.name = name;
        this.size = size;
        this.threads = start();
    }

    private ThreadPoolExecutor start() {
        return new ThreadPoolExecutor(
                size,
                size,
                0,
                TimeUnit.SECONDS,
                new NewestFirstQueue(),
                task -> new Thread(task, "%s task-%s".formatted(name, number.incrementAndGet())));
    }

    /** What its threads do now; those that are about to end are left out. */
    WorkerLoad load() {
        var current = threads;
        return new WorkerLoad(size, current.getActiveCount(), current.getQueue().size());
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
        if (!isShutdown()) {
            var old = threads;
            threads = start();
            old.shutdown();
        }
    }

    @Override
    public synchronized void shutdown() {
        threads.shutdown();
    }

    @Override
    public synchronized List<Runnable> shutdownNow() {
        return threads.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return threads.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return threads.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return threads.awaitTermination(timeout, unit);
    }
}
