package io.forge.batch;

/** How the costs of its items make the cost of a batch. */
public enum Costs {
    /** The sum. */
    ADDED {
        @Override
        public long join(long batch, int items, long cost, int more) {
            long sum = batch + cost;
            return sum < 0 ? Long.MAX_VALUE : sum;
        }
    },
    /** Each item as much as the dearest one: what a model pays that pads its inputs to one length. */
    PADDED {
        @Override
        public long join(long batch, int items, long cost, int more) {
            long dearest = Math.max(items == 0 ? 0 : batch / items, cost / more);
            return dearest > Long.MAX_VALUE / (items + more) ? Long.MAX_VALUE : dearest * (items + more);
        }
    };

    /**
     * The cost of a batch that another call joins; {@link Long#MAX_VALUE} if it is that or more.
     *
     * @param batch the cost of the batch so far
     * @param items the items of the batch so far
     * @param cost the cost of the call that joins
     * @param more the items of the call that joins, at least 1
     */
    public abstract long join(long batch, int items, long cost, int more);
}
