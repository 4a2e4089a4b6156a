package io.forge.batch;

/**
 * Says where a batch ends that is taken from the front of a bucket: the same for batches that run and for those that are
 * foreseen. Guarded by the scheduler's lock; holds the latest answer.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
final class BatchCut<I, O> {

    private final BatchLimits limits;
    private final CostModels models;

    private int size;
    private int items;
    private long cost;
    private BatchReason reason = BatchReason.IDLE;

    BatchCut(BatchLimits limits, CostModels models) {
        this.limits = limits;
        this.models = models;
    }

    /**
     * Finds the end of the batch that starts with an item.
     *
     * <p>It ends where the most items or the most cost are reached; at an even share, if another instance is free before
     * this one could have run what it leaves; and before it would take longer than its first item can bear, but no sooner
     * than at the size for which that item was admitted: so a burst of urgent ones never makes batches small.
     *
     * @param from the first item's place in the bucket
     * @param share an even share for each instance, in items
     * @param untilNext nanoseconds from the start until another instance is free
     * @param start when it starts, on the scheduler's clock
     * @param spread the square of the margin of its start
     */
    void find(Bucket<I, O> bucket, int from, int share, double untilNext, long start, double spread) {
        CostModel model = models.of(bucket.key());
        boolean full = fill(bucket, from, limits.maxItems());
        if (items > share) {
            double whole = model.mean(cost);
            fill(bucket, from, Math.max(1, share));
            if (models.hasLearnt() && whole - model.mean(cost) <= untilNext) {
                fill(bucket, from, limits.maxItems()); // What is left to another instance would wait longer for it.
            } else {
                full = false;
            }
        }
        reason = full ? BatchReason.FULL : BatchReason.IDLE;
        if (models.hasLearnt()) {
            cutForFirst(bucket, from, start, spread, model);
        }
    }

    /** Takes as much as fits; says whether that is as much as a batch may hold. */
    private boolean fill(Bucket<I, O> bucket, int from, int most) {
        if (!bucket.isUniform()) {
            return count(bucket, from, most);
        }
        long fitting = Math.min(limits.maxCost(), most);
        size = (int) Math.min(fitting, bucket.size() - from);
        items = size;
        cost = size;
        return size == fitting;
    }

    private boolean count(Bucket<I, O> bucket, int from, int most) {
        size = 0;
        items = 0;
        cost = 0;
        for (int i = from; i < bucket.size(); i++) {
            QueuedItem<I, O> item = bucket.get(i);
            int joinedItems = items + item.items();
            long joinedCost = limits.costs().join(cost, items, item.cost(), item.items());
            if (size > 0 && (joinedItems > most || joinedCost > limits.maxCost())) {
                return joinedItems > limits.maxItems() || joinedCost > limits.maxCost();
            }
            size++;
            items = joinedItems;
            cost = joinedCost;
        }
        return items >= limits.maxItems() || cost >= limits.maxCost();
    }

    private void cutForFirst(Bucket<I, O> bucket, int from, long start, double spread, CostModel model) {
        QueuedItem<I, O> first = bucket.get(from);
        if (items <= first.bearable() || bears(first, start, spread, model, cost)) {
            return;
        }
        int least = 0;
        int leastItems = 0;
        long leastCost = 0;
        int best = 0;
        int bestItems = 0;
        long bestCost = 0;
        int joinedItems = 0;
        long joinedCost = 0;
        for (int i = 0; i < size; i++) {
            QueuedItem<I, O> item = bucket.get(from + i);
            joinedCost = limits.costs().join(joinedCost, joinedItems, item.cost(), item.items());
            joinedItems += item.items();
            if (i == 0 || joinedItems <= first.bearable()) {
                least = i + 1;
                leastItems = joinedItems;
                leastCost = joinedCost;
            }
            if (bears(first, start, spread, model, joinedCost)) {
                best = i + 1;
                bestItems = joinedItems;
                bestCost = joinedCost;
            }
        }
        if (best == 0) {
            return; // It is late whatever is done: no reason for a small batch.
        }
        size = Math.max(best, least);
        items = best > least ? bestItems : leastItems;
        cost = best > least ? bestCost : leastCost;
        reason = BatchReason.DEADLINE;
    }

    private static boolean bears(QueuedItem<?, ?> first, long start, double spread, CostModel model, long cost) {
        double mean = model.mean(cost);
        double margin = model.margin() * mean;
        return mean + Math.sqrt(spread + margin * margin) <= (double) (first.deadline() - start);
    }

    int size() {
        return size;
    }

    int items() {
        return items;
    }

    long cost() {
        return cost;
    }

    BatchReason reason() {
        return reason;
    }
}
