package io.forge.runtime;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs a task that follows from another on the same thread, once the other is over, and so saves waking up a second one.
 *
 * <p>Only where no other such task is on its way: what comes of those may still be of use to the one that follows, which
 * therefore goes behind them. Of several that follow from one task, the first alone stays.
 */
final class HandOver implements Executor {

    private final Executor executor;
    private final AtomicInteger leadingTasks = new AtomicInteger();

    @SuppressWarnings("ThreadLocalUsage") // Each handler has one of its own, with a value only while a task runs.
    private final ThreadLocal<@Nullable Successor> successors = new ThreadLocal<>();

    /** What is to follow a task that runs; used by its thread only. */
    private static final class Successor {
        private @Nullable Runnable task;
    }

    /**
     * A way over an executor.
     *
     * @param executor runs what does not follow from a task of {@link #leading}
     */
    HandOver(Executor executor) {
        this.executor = executor;
    }

    /** Runs tasks from which others may follow. */
    Executor leading() {
        return task -> {
            leadingTasks.incrementAndGet();
            try {
                executor.execute(() -> lead(task));
            } catch (RuntimeException | Error e) {
                leadingTasks.decrementAndGet();
                throw e;
            }
        };
    }

    private void lead(Runnable task) {
        var successor = new Successor();
        successors.set(successor);
        try {
            task.run();
        } finally {
            successors.remove();
            leadingTasks.decrementAndGet();
            if (successor.task != null) {
                successor.task.run();
            }
        }
    }

    @Override
    public void execute(Runnable task) {
        var successor = successors.get();
        if (successor != null && successor.task == null && leadingTasks.get() == 1) {
            successor.task = task;
        } else {
            executor.execute(task);
        }
    }
}
