package io.forge.batch;

/**
 * What a scheduler is held to.
 *
 * @param mostItems the most items of a batch, at least 1
 * @param mostCost the most cost of a batch, at least 1; {@link Long#MAX_VALUE} for no limit
 * @param costs how the costs of a batch's items make the cost of the batch
 * @param longestWait nanoseconds that an item may be held back for others to join it; 0 for never
 * @param instances the most batches that run at once, at least 1
 * @param mostQueued the most items that wait, at least {@code mostItems}
 * @param retries whether a failed batch may be run again in parts
 */
public record BatchLimits(
        int mostItems, long mostCost, Costs costs, long longestWait, int instances, int mostQueued, Retries retries) {

    /** Whether code may run twice for one item. */
    public enum Retries {
        /** Every item of a batch that failed fails with it. */
        NONE,
        /** A failed batch is halved and run again, until what makes it fail is alone. */
        HALVES
    }

    public BatchLimits {
        atLeast(1, mostItems, "mostItems");
        atLeast(1, mostCost, "mostCost");
        atLeast(0, longestWait, "longestWait");
        atLeast(1, instances, "instances");
        atLeast(mostItems, mostQueued, "mostQueued");
    }

    private static void atLeast(long least, long value, String name) {
        if (value < least) {
            throw new IllegalArgumentException("%s must be at least %,d but is %,d".formatted(name, least, value));
        }
    }
}
