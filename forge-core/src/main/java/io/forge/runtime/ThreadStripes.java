package io.forge.runtime;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Sums that threads which have claimed a stripe add to without an atomic instruction: each has its own copy of all sums.
 *
 * <p>For the few threads that add again and again, such as IO threads; those without a stripe add elsewhere. Safe for use by
 * several threads. A stripe belongs to a {@link Thread} object, so that a virtual thread never writes to that of its carrier,
 * and goes with its sums to another thread once its owner has ended.
 */
final class ThreadStripes {

    /** Several for each processor, as threads whose ids are not consecutive may meet; a stripe that nobody claims is small. */
    private static final int STRIPES =
            Integer.highestOneBit(8 * Math.max(2, Runtime.getRuntime().availableProcessors()));

    private final int sums;
    private final AtomicReferenceArray<@Nullable Stripe> stripes = new AtomicReferenceArray<>(STRIPES);

    /**
     * Sums that are all zero.
     *
     * @param sums how many there are
     */
    ThreadStripes(int sums) {
        this.sums = sums;
    }

    /** Gives this thread a stripe, unless another thread has the only one that it could get; cheap where it has it. */
    void claim() {
        var thread = Thread.currentThread();
        int place = placeOf(thread);
        var stripe = stripes.get(place);
        if (stripe == null) {
            stripes.compareAndSet(place, null, new Stripe(thread, sums));
        } else if (!stripe.belongsTo(thread)) {
            stripe.claimAfterEndOfOwner(thread);
        }
    }

    /**
     * Adds one to a sum, and a value to that which follows.
     *
     * @return whether this thread has a stripe: otherwise nothing was added
     */
    boolean countAndAdd(int count, long value) {
        var thread = Thread.currentThread();
        var stripe = stripes.get(placeOf(thread));
        if (stripe == null || !stripe.belongsTo(thread)) {
            return false;
        }
        stripe.add(count, 1);
        stripe.add(count + 1, value);
        return true;
    }

    /** What has been added to one sum. */
    long sum(int sum) {
        long total = 0;
        for (int place = 0; place < STRIPES; place++) {
            var stripe = stripes.get(place);
            if (stripe != null) {
                total += stripe.read(sum);
            }
        }
        return total;
    }

    /** Threads that were made one after the other have different ones. */
    private static int placeOf(Thread thread) {
        return (int) thread.getId() & (STRIPES - 1);
    }

    /** The sums of one thread, in cache lines of their own. */
    private static final class Stripe {

        /** Longs in 128 bytes: processors fetch two cache lines at once. */
        private static final int PADDING = 16;

        private final AtomicReference<Thread> owner;

        /** Written by the owner alone, which reads what it wrote. */
        private final AtomicLongArray values;

        private Stripe(Thread owner, int sums) {
            this.owner = new AtomicReference<>(owner);
            this.values = new AtomicLongArray(PADDING + sums + PADDING);
        }

        /** What this says of the current thread stays true: no other thread gives it a stripe, or takes it. */
        boolean belongsTo(Thread thread) {
            return owner.getPlain() == thread;
        }

        /** A thread that is seen to have ended has written all that it will, and whoever sees that sees it. */
        void claimAfterEndOfOwner(Thread thread) {
            var last = owner.get();
            if (!last.isAlive()) {
                owner.compareAndSet(last, thread);
            }
        }

        void add(int sum, long value) {
            int index = PADDING + sum;
            values.setOpaque(index, values.getPlain(index) + value);
        }

        long read(int sum) {
            return values.getOpaque(PADDING + sum);
        }
    }
}
