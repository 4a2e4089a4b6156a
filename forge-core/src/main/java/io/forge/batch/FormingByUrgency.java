package io.forge.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the bucket whose first item must start earliest, and as many of its items as a batch may hold.
 *
 * <p>Nothing is waited for while an instance is free, unless there is a longest wait: then items are held back as long as one
 * more is likely to join them before the wait of the oldest is over, and before the first would be late.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
final class FormingByUrgency<I, O> implements Forming<I, O> {

    private final BatchLimits limits;
    private final CostModels models;
    private final ArrivalGaps gaps;
    private final Urgency urgency;
    private final BatchCut<I, O> cut;

    FormingByUrgency(BatchLimits limits, CostModels models, ArrivalGaps gaps, Urgency urgency) {
        this.limits = limits;
        this.models = models;
        this.gaps = gaps;
        this.urgency = urgency;
        this.cut = new BatchCut<>(limits, models);
    }

    @Override
    public long untilStart(BatchQueue<I, O> queue, boolean draining, long now) {
        long soonest = NEVER;
        for (Bucket<I, O> bucket : queue.buckets()) {
            soonest = Math.min(soonest, untilStart(bucket, draining, now));
        }
        return soonest;
    }

    @Override
    public Optional<ClaimedBatch<I, O>> form(
            BatchQueue<I, O> queue, List<Instance<I, O>> instances, boolean draining, long now) {
        Bucket<I, O> first = null;
        long earliest = 0;
        List<Bucket<I, O>> buckets = queue.buckets();
        for (int i = 0; i < buckets.size(); i++) {
            Bucket<I, O> bucket = buckets.get(i);
            if (untilStart(bucket, draining, now) <= 0) {
                long latestStart = urgency.latestStart(bucket.get(0));
                if (first == null || latestStart - earliest < 0) {
                    first = bucket;
                    earliest = latestStart;
                }
            }
        }
        return first == null ? Optional.empty() : Optional.of(batch(first, queue, instances, draining, now));
    }

    private ClaimedBatch<I, O> batch(
            Bucket<I, O> bucket, BatchQueue<I, O> queue, List<Instance<I, O>> instances, boolean draining, long now) {
        int outstanding = queue.items();
        double untilNext = Double.POSITIVE_INFINITY;
        for (int i = 0; i < instances.size(); i++) {
            Instance<I, O> instance = instances.get(i);
            outstanding += instance.items();
            if (instance.items() > 0 || instance.isLaunched() || !instance.isTaken()) {
                untilNext = Math.min(untilNext, instance.remaining(now));
            }
        }
        cut.find(bucket, 0, Share.of(outstanding, limits), untilNext, now, 0);
        var members = new ArrayList<QueuedItem<I, O>>(cut.size());
        for (int i = 0; i < cut.size(); i++) {
            members.add(bucket.get(i));
        }
        return new ClaimedBatch<>(members, cut.items(), cut.cost(), reason(bucket, draining, now));
    }

    private BatchReason reason(Bucket<I, O> bucket, boolean draining, long now) {
        if (cut.reason() != BatchReason.IDLE) {
            return cut.reason();
        }
        if (draining) {
            return BatchReason.DRAIN;
        }
        if (limits.maxWait() == 0) {
            return BatchReason.IDLE;
        }
        return untilSlackIsOver(bucket, now) < (double) untilWaitIsOver(bucket, now)
                ? BatchReason.DEADLINE
                : BatchReason.WAIT;
    }

    private long untilStart(Bucket<I, O> bucket, boolean draining, long now) {
        if (limits.maxWait() == 0 || draining || bucket.items() >= limits.maxItems()) {
            return 0;
        }
        double patience = Math.min((double) untilWaitIsOver(bucket, now), untilSlackIsOver(bucket, now));
        return (long) (patience - gaps.expected(bucket.key(), now)); // One more must be likely to come within it.
    }

    private long untilWaitIsOver(Bucket<I, O> bucket, long now) {
        long oldest = 0;
        for (int i = 0; i < bucket.size(); i++) {
            oldest = Math.max(oldest, now - bucket.get(i).arrival());
        }
        return limits.maxWait() - oldest;
    }

    private double untilSlackIsOver(Bucket<I, O> bucket, long now) {
        CostModel model = models.of(bucket.key());
        double oneMore = model.mean((double) (bucket.items() + 1)) * (1 + model.margin());
        return (double) (bucket.get(0).deadline() - now) - oneMore;
    }
}
