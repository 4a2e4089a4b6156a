package io.forge;

import io.forge.batch.BatchLimits;
import io.forge.runtime.BatchState;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * How a server puts the calls of a batched handler together: what the configuration says, else the handler, else Forge.
 *
 * @param maxItems the most items of a batch
 * @param maxCost the most cost of a batch, in the handler's own unit; empty for no limit
 * @param maxWait how long an item may be held back for others while an instance is free; zero for never
 * @param instances the most batches that run at once
 * @param maxQueue the most items that may be queued
 * @param idempotent whether a batch that failed may be run again in halves
 * @param queued the items that were queued at the moment of asking
 * @param running the items that ran at that moment
 */
public record ServedBatches(
        int maxItems,
        OptionalLong maxCost,
        Duration maxWait,
        int instances,
        int maxQueue,
        boolean idempotent,
        int queued,
        int running) {

    static ServedBatches of(BatchState state) {
        var limits = state.limits();
        return new ServedBatches(
                limits.maxItems(),
                limits.maxCost() == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(limits.maxCost()),
                Duration.ofNanos(limits.maxWait()),
                limits.instances(),
                limits.maxQueue(),
                limits.retries() == BatchLimits.Retries.HALVES,
                state.counters().queued(),
                state.counters().running());
    }
}
