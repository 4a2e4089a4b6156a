package io.forge.runtime;

import java.util.OptionalLong;

/**
 * How many calls of one servable there were, how they ended, and where their time went; as old as the servable.
 *
 * <p>Safe for use by several threads. What is read while calls are on their way may be of different moments.
 */
public final class ServableStatistics {

    /** The last execution is told in milliseconds: writing it more often would only have threads wait for each other. */
    private static final long PRECISION_NANOS = 1_000_000;

    private final ThreadStripes stripes = new ThreadStripes(6 * DurationAdder.SUMS);
    private final DurationAdder succeeded = durations(0);
    private final DurationAdder failed = durations(1);
    private final DurationAdder waited = durations(2);
    private final DurationAdder decoded = durations(3);
    private final DurationAdder computed = durations(4);
    private final DurationAdder encoded = durations(5);

    /** Written before {@link #executed}. */
    private volatile long lastExecution;

    private volatile boolean executed;

    private DurationAdder durations(int place) {
        return new DurationAdder(stripes, place * DurationAdder.SUMS);
    }

    /** Calls that have succeeded, from when they were let in until their answer was written. */
    public DurationAdder succeeded() {
        return succeeded;
    }

    /** Calls that have failed, were cancelled, or took too long, from when they were let in. */
    public DurationAdder failed() {
        return failed;
    }

    /** Waiting for a thread, once the body was complete, and for a batch; of this and the following, those that came to their end. */
    public DurationAdder waited() {
        return waited;
    }

    /** Reading the input. */
    public DurationAdder decoded() {
        return decoded;
    }

    /** The code, until its output or the last item of a stream. */
    public DurationAdder computed() {
        return computed;
    }

    /** Writing the output. */
    public DurationAdder encoded() {
        return encoded;
    }

    /** When the code was last started, to a millisecond, on the server's {@link Clock}; empty if it never was. */
    public OptionalLong lastExecution() {
        return executed ? OptionalLong.of(lastExecution) : OptionalLong.empty();
    }

    /** It has waited for its batch; who waited was counted when it had its thread. */
    void queued(long duration) {
        waited.more(duration);
    }

    /** This thread is about to count again and again: an IO thread, and no other. */
    void claimStripe() {
        stripes.claim();
    }

    /** The code is about to be started. */
    void executing(long now) {
        if (!executed || now - lastExecution >= PRECISION_NANOS) {
            lastExecution = now;
            executed = true;
        }
    }
}
