package io.forge.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a model takes that only sleeps.
 *
 * @param batch for a batch
 * @param item more for each of its items
 */
record ModelTime(Duration batch, Duration item) {

    /** Returns when the time of a batch is over. */
    void spend(int items) {
        long start = System.nanoTime();
        long time = of(items).toNanos();
        for (long left = time; left > 0; left = start + time - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    /** The time of a batch. */
    Duration of(int items) {
        return batch.plus(item.multipliedBy(items));
    }

    /** The items a second that full batches allow, one after another. */
    double capacity(int maxItems) {
        return maxItems * 1e9 / of(maxItems).toNanos();
    }
}
