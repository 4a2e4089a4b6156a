package io.forge.batch;

/**
 * The honest no: why an item is not run, and when it would be.
 *
 * @param reason why
 * @param retryAfter nanoseconds after which the same item is admitted if nothing else comes in between; 0 where no time helps
 * @param expectedWait nanoseconds from now until the item would have been answered, as predicted; 0 where nothing was predicted
 */
public record Refusal(Reason reason, long retryAfter, long expectedWait) {

    /** Why an item is not run. */
    public enum Reason {
        /** It alone is more than a batch may hold. */
        TOO_LARGE,
        /** As many items wait as may. */
        QUEUE_FULL,
        /** It, or one that was admitted before it, would be answered after its deadline. */
        LATE,
        /** No new item is admitted, as service ends. */
        RETIRED
    }
}
