package io.forge.runtime;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what nobody tells, such as the end of the last call. */
public final class Await {

    /** How long code may take to notice that it has been interrupted. */
    public static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private Await() {}

    /**
     * Waits for a condition; an interrupt does not end the wait.
     *
     * @return whether it has come true in time
     */
    public static boolean until(BooleanSupplier condition, Duration patience) {
        long start = System.nanoTime();
        boolean interrupted = false;
        boolean met = condition.getAsBoolean();
        while (!met && System.nanoTime() - start < patience.toNanos()) {
            LockSupport.parkNanos(POLL_NANOS);
            interrupted |= Thread.interrupted(); // Else it would not park any more.
            met = condition.getAsBoolean();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return met;
    }
}
