package io.forge.http;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.xnio.XnioExecutor;

/**
 * Measures by how much one IO thread is late: has it run a task again and again, at a time that is known before.
 *
 * <p>Runs on that thread, until the thread ends.
 */
final class LagProbe implements Runnable {

    /** Rare enough to cost nothing, and often enough that a thread that is held is seen. */
    private static final long PERIOD_MILLIS = 250;

    private final XnioExecutor thread;
    private final LongSupplier nanoTime;
    private final LongConsumer lag;
    private volatile long due;

    /**
     * A probe that has not begun.
     *
     * @param thread the IO thread
     * @param lag takes the nanoseconds by which a task was late, on that thread
     */
    LagProbe(XnioExecutor thread, LongSupplier nanoTime, LongConsumer lag) {
        this.thread = thread;
        this.nanoTime = nanoTime;
        this.lag = lag;
    }

    /** Begins; on any thread, once. */
    void start() {
        due = nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);
        try {
            thread.executeAfter(this, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The thread is about to end, and the probe with it.
        }
    }

    @Override
    public void run() {
        lag.accept(Math.max(0, nanoTime.getAsLong() - due));
        start();
    }
}
