package io.forge.batch;

/** How the costs of its items make the cost of a batch. */
public enum Costs {
    /** The sum. */
    ADDED {
        @Override
        long join(long batch, int items, long cost, int more) {
            return batch + cost;
        }
    },
    /** Each item as much as the dearest one: what a model pays that pads its inputs to one length. */
    PADDED {
        @Override
        long join(long batch, int items, long cost, int more) {
            long dearest = Math.max(items == 0 ? 0 : batch / items, cost / more);
            return dearest * (items + more);
        }
    };

    /**
     * The cost of a batch that another call joins.
     *
     * @param batch the cost of the batch so far
     * @param items the items of the batch so far
     * @param cost the cost of the call that joins
     * @param more the items of the call that joins, at least 1
     */
    abstract long join(long batch, int items, long cost, int more);
}
