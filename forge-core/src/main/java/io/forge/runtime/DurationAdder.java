package io.forge.runtime;

import java.util.concurrent.atomic.LongAdder;

/** Counts durations, and adds them up; safe for use by several threads, which do not wait for each other. */
public final class DurationAdder {

    /** How many sums it needs of the stripes. */
    static final int SUMS = 2;

    /** What threads with a stripe have added: the count at {@link #first}, followed by the nanoseconds. */
    private final ThreadStripes stripes;

    private final int first;

    /** What all others have added. */
    private final LongAdder count = new LongAdder();

    private final LongAdder nanos = new LongAdder();

    /**
     * Nothing counted yet.
     *
     * @param first the first of the sums that belong to this one
     */
    DurationAdder(ThreadStripes stripes, int first) {
        this.stripes = stripes;
        this.first = first;
    }

    void add(long duration) {
        if (stripes.countAndAdd(first, duration)) {
            return;
        }
        count.increment();
        nanos.add(duration);
    }

    /** Makes one that was added before longer. */
    void more(long duration) {
        nanos.add(duration);
    }

    /** How many there were. */
    public long count() {
        return count.sum() + stripes.sum(first);
    }

    /** How long they were together; one that is being added may be missing here, or in the count. */
    public long nanos() {
        return nanos.sum() + stripes.sum(first + 1);
    }
}
