package io.forge.batch;

/** Where an item is on its way; it leaves {@link #QUEUED} once and ends once. */
public enum ItemState {
    /** It waits. */
    QUEUED,
    /** It is part of a batch. */
    CLAIMED,
    /** It was part of a batch and has been answered, or nobody waits for its answer any more. */
    DONE,
    /** Its client left while it waited. */
    CANCELLED,
    /** Its deadline came while it waited. */
    EXPIRED,
    /** It was told at once, or at the end of service, that it will not be run. */
    REFUSED
}
