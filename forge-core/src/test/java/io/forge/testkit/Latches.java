package io.forge.testkit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits that end in a failed test instead of never. */
public final class Latches {

    private static final long PATIENCE_SECONDS = 20;

    private Latches() {}

    public static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("What was waited for did not happen");
        }
    }

    /** As {@link #awaitUntil}, without ever leaving the processor. */
    public static void awaitBusily(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("What was waited for did not happen");
            }
            Thread.onSpinWait();
        }
    }

    /** Waits for what no latch can tell: the state of a thread, or the end of a call inside the server. */
    public static void awaitUntil(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("What was waited for did not happen");
            }
            LockSupport.parkNanos(100_000);
        }
    }
}
