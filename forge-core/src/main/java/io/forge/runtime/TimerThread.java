package io.forge.runtime;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One thread that does things at their time, for the queues of batched handlers.
 *
 * <p>What it runs is short and never a handler's code.
 */
final class TimerThread implements AutoCloseable {

    private final Clock clock;
    private final ScheduledThreadPoolExecutor executor;

    /** Starts no thread yet. */
    TimerThread(Clock clock) {
        this.clock = clock;
        var group = Thread.currentThread().getThreadGroup();
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            // Nothing of whoever happens to be the first to need it, such as a thread that the server waits for.
            var thread = new Thread(group, task, "forge-timer", 0, false);
            thread.setContextClassLoader(TimerThread.class.getClassLoader());
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Runs an action once a time has come.
     *
     * @param at the time, on the clock
     * @return takes the action back, if it has not begun
     */
    Runnable at(long at, Runnable action) {
        try {
            var scheduled = executor.schedule(action, at - clock.nanoTime(), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException e) { // Closed: the server has ended, and so have its calls.
            return () -> {};
        }
    }

    /** Does nothing any more. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
