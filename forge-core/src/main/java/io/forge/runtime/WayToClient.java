package io.forge.runtime;

import java.util.concurrent.TimeUnit;

/**
 * What is left of a call's time for the way of its answer to the client, which a queue must not plan with.
 *
 * <p>An answer that leaves the server on the last microsecond is late where it counts.
 */
final class WayToClient {

    private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int SHARE = 100;

    private WayToClient() {}

    /**
     * When the code must have answered: a hundredth of the time that is left before the deadline, a millisecond at most.
     *
     * @param deadline when the client must have its answer
     * @param now on the same clock
     */
    static long deadlineOfCode(long deadline, long now) {
        long left = Math.max(0, deadline - now);
        return deadline - Math.min(MOST_NANOS, left / SHARE);
    }
}
