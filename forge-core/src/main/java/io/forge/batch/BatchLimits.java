package io.forge.batch;

/**
 * What a scheduler is held to.
 *
 * @param maxItems the most items of a batch, at least 1
 * @param maxCost the most cost of a batch, at least 1; {@link Long#MAX_VALUE} for no limit
 * @param costs how the costs of a batch's items make the cost of the batch
 * @param maxWait nanoseconds that an item may be held back for others to join it; 0 for never
 * @param instances the most batches that run at once, at least 1
 * @param maxQueue the most items that wait, at least {@code maxItems}
 * @param retries whether a failed batch may be run again in parts
 */
public record BatchLimits(
        int maxItems, long maxCost, Costs costs, long maxWait, int instances, int maxQueue, Retries retries) {

    /** Whether code may run twice for one item. */
    public enum Retries {
        /** Every item of a batch that failed fails with it. */
        NONE,
        /** A failed batch is halved and run again, until what makes it fail is alone. */
        HALVES
    }

    public BatchLimits {
        atLeast(1, maxItems, "maxItems");
        atLeast(1, maxCost, "maxCost");
        atLeast(0, maxWait, "maxWait");
        atLeast(1, instances, "instances");
        atLeast(maxItems, maxQueue, "maxQueue");
    }

    private static void atLeast(long least, long value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + " but is " + value);
        }
    }
}
