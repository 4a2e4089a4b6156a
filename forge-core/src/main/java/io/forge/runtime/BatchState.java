package io.forge.runtime;

import io.forge.batch.BatchCounters;
import io.forge.batch.BatchLimits;
import java.util.List;

/**
 * How the calls of a batched handler are put together, and what has come of it so far.
 *
 * @param limits what its scheduler is held to
 * @param counters what has happened since the handler was put into service
 * @param sizes the batches that have run to their end, by size
 */
public record BatchState(BatchLimits limits, BatchCounters.Snapshot counters, List<BatchSize> sizes) {

    /** How many items wait. */
    public int queued() {
        return counters.queued();
    }

    /** How many items run. */
    public int running() {
        return counters.running();
    }

    /** The most items that may wait. */
    public int maxQueue() {
        return limits.maxQueue();
    }

    /** The most batches that run at once. */
    public int instances() {
        return limits.instances();
    }

    /** The most items of a batch. */
    public int maxItems() {
        return limits.maxItems();
    }
}
