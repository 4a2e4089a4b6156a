package io.forge.runtime;

import java.util.concurrent.atomic.LongAdder;

/** Counts durations, and adds them up; safe for use by several threads, which do not wait for each other. */
public final class DurationAdder {

    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    void add(long duration) {
        count.increment();
        nanos.add(duration);
    }

    /** Makes one that was added before longer. */
    void more(long duration) {
        nanos.add(duration);
    }

    /** How many there were. */
    public long count() {
        return count.sum();
    }

    /** How long they were together; one that is being added may be missing here, or in the count. */
    public long nanos() {
        return nanos.sum();
    }
}
