package io.forge.http;

import io.forge.runtime.DispatchConfig;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioWorker;

/** XNIO's worker of one server: the IO threads, and those on which it runs tasks. */
public final class Threads implements AutoCloseable {

    private static final long TERMINATION_SECONDS = 5;

    private final String name;
    private final int ioThreads;
    private final int taskThreads;
    private final ThreadGroup group;
    private volatile @Nullable XnioWorker worker;
    private volatile @Nullable WorkerPool pool;

    /** Threads that are started by {@link #start}. */
    public Threads(HttpConfig http, DispatchConfig dispatch) {
        this("forge", http.ioThreads(), dispatch.worker().threads());
    }

    private Threads(String name, int ioThreads, int taskThreads) {
        this.name = name;
        this.ioThreads = ioThreads;
        this.taskThreads = taskThreads;
        this.group = new ThreadGroup(name);
    }

    /** One IO thread and one for tasks, which serve nobody but those who manage the server. */
    static Threads forManagement() {
        return new Threads("forge-management", 1, 1);
    }

    /** Starts the threads; called once. */
    public void start() {
        var tasks = new WorkerPool(name, taskThreads);
        pool = tasks;
        worker = QuietXnio.instance()
                .createWorkerBuilder()
                .setThreadGroup(group)
                .setWorkerName(name)
                .setWorkerIoThreads(ioThreads)
                // XNIO's own threads cannot be exchanged. It leaves open what it has not made, when it ends.
                .setExternalExecutorService(tasks)
                .build();
    }

    XnioWorker worker() {
        var started = worker;
        if (started == null) {
            throw new IllegalStateException("The threads are not started yet");
        }
        return started;
    }

    /** Runs a task on one of the IO threads. */
    public Executor eventLoop() {
        return task -> worker().getIoThread().execute(task);
    }

    /**
     * Waits until every IO thread has looked once for what its connections have brought, and has dealt with it; for a second
     * at most.
     */
    void awaitTurn() {
        var io = worker();
        // Between two tasks that are given one after the other, a thread has looked.
        for (int look = 0; look < 2; look++) {
            var turns = new CountDownLatch(io.getIoThreadCount());
            for (int i = 0; i < io.getIoThreadCount(); i++) {
                io.getIoThread(i).execute(turns::countDown);
            }
            try {
                turns.await(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Runs a task on one of the worker's threads, away from those of IO. */
    public Executor tasks() {
        return task -> worker().execute(task);
    }

    /** What the threads that run tasks do now. */
    public WorkerLoad load() {
        var started = pool;
        return started == null ? WorkerLoad.NONE : started.load();
    }

    /**
     * Has the lag of each IO thread measured, a few times a second, until the threads end; called once they are started.
     *
     * @param lag takes nanoseconds, on the thread that is late by so much
     */
    public void watchLag(LongConsumer lag) {
        for (int thread = 0; thread < worker().getIoThreadCount(); thread++) {
            new LagProbe(worker().getIoThread(thread), System::nanoTime, lag).start();
        }
    }

    private WorkerPool startedPool() {
        var started = pool;
        if (started == null) {
            throw new IllegalStateException("The threads are not started yet");
        }
        return started;
    }

    /** Exchanges the threads that run tasks for new ones, which have no {@link ThreadLocal} of anybody. */
    public void retireWorkers() {
        startedPool().retireThreads();
    }

    /** Ends the threads and waits for them, for a few seconds at most. */
    @Override
    public void close() {
        var started = worker;
        if (started == null) {
            return;
        }
        started.shutdownNow();
        var workers = startedPool();
        workers.shutdownNow();
        try {
            workers.awaitTermination(TERMINATION_SECONDS, TimeUnit.SECONDS);
            started.awaitTermination(TERMINATION_SECONDS, TimeUnit.SECONDS);
            awaitEndOfIoThreads();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** XNIO says that they have ended when they are about to. */
    private void awaitEndOfIoThreads() throws InterruptedException {
        var threads = new Thread[group.activeCount()];
        int count = group.enumerate(threads);
        for (int i = 0; i < count; i++) {
            threads[i].join(TimeUnit.SECONDS.toMillis(TERMINATION_SECONDS));
        }
    }
}
