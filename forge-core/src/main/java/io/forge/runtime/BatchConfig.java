package io.forge.runtime;

import io.forge.api.BatchPolicy;
import io.forge.batch.BatchLimits;
import io.forge.batch.Costs;
import io.forge.config.Between;
import io.forge.config.Computed;
import java.time.Duration;
import java.util.Optional;

/**
 * Section {@code handlers.NAME.batch}: how the calls of a batched handler are put together; what is set comes before what
 * the handler asks for.
 *
 * @param maxItems the most items of a batch; a call is one, or one for each row of its tensors
 * @param maxCost the most cost of a batch, in the handler's own unit
 * @param maxWait how long an item may be held back for others while an instance is free; {@code 0ms} for never
 * @param instances how many batches run at once; 1 on dispatch {@code serial}, else the number of processors, if neither
 *     this nor the handler says it
 * @param maxQueue how many items may be queued
 * @param idempotent whether a batch that failed may be run again in halves, to find the item that makes it fail
 * @param explain whether each answer says in {@code Forge-Batch} in what batch it was made, also to who does not ask
 */
public record BatchConfig(
        @Between(min = "1", max = "1000000") Optional<Integer> maxItems,
        @Between(min = "1") Optional<Long> maxCost,
        @Between(min = "0ms", max = "24h") Optional<Duration> maxWait,
        @Between(min = "1", max = "10000") Optional<Integer> instances,

        @Computed("1024, or max-items if that is more") @Between(min = "1", max = "1000000")
        Optional<Integer> maxQueue,

        Optional<Boolean> idempotent,
        boolean explain) {

    private static final int USUAL_QUEUE = 1_024;

    /** What holds where nothing is configured. */
    public static BatchConfig defaults() {
        return new BatchConfig(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /**
     * The limits of a handler's scheduler.
     *
     * @param policy what the handler asks for
     * @param usualInstances how many batches run at once, if nobody says it
     * @throws IllegalArgumentException if they do not go together; the message says what to do
     */
    BatchLimits limits(BatchPolicy<?> policy, int usualInstances) {
        int items = maxItems.orElse(policy.maxItems());
        int queue = maxQueue.orElse(Math.max(USUAL_QUEUE, items));
        if (queue < items) {
            throw new IllegalArgumentException(
                    "A batch may have %s items (batch.max-items) but only %s may be queued (batch.max-queue): "
                                    .formatted(items, queue)
                            + "raise batch.max-queue or lower batch.max-items");
        }
        return new BatchLimits(
                items,
                maxCost.orElse(policy.maxCost().orElse(Long.MAX_VALUE)),
                policy.isCostPadded() ? Costs.PADDED : Costs.ADDED,
                maxWait.orElse(policy.maxWait()).toNanos(),
                instances.orElse(policy.instances().orElse(usualInstances)),
                queue,
                idempotent.orElse(policy.isIdempotent()) ? BatchLimits.Retries.HALVES : BatchLimits.Retries.NONE);
    }
}
