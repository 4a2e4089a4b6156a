package io.forge.batch;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bucket whose first item must start earliest, and as many of its items as a batch may hold.
 *
 * <p>Items that are late already, as a batch before them took longer than was foreseen, are passed over while there are others:
 * to run them would make all that wait behind them late as well. They are answered at their deadline.
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
        Bucket<I, O> first = mostUrgent(queue, draining, now, bucket -> slack(bucket, now));
        if (first == null) {
            return Optional.empty();
        }
        int outstanding = queue.items();
        double untilNext = Double.POSITIVE_INFINITY;
        for (int i = 0; i < instances.size(); i++) {
            Instance<I, O> instance = instances.get(i);
            outstanding += instance.items();
            if (instance.items() > 0 || instance.isLaunched() || !instance.isTaken()) {
                untilNext = Math.min(untilNext, instance.remaining(now));
            }
        }
        int share = Share.of(outstanding, limits);
        double next = untilNext;
        int from = cut(first, share, next, now);
        if (from > 0 && queue.buckets().size() > 1) { // The one that made it urgent is not in its batch.
            first = mostUrgent(queue, draining, now, bucket -> slackOfBatch(bucket, share, next, now));
            from = cut(requireNonNull(first), share, next, now);
        }
        return Optional.of(batch(first, from, draining, now));
    }

    private @Nullable Bucket<I, O> mostUrgent(
            BatchQueue<I, O> queue, boolean draining, long now, ToLongFunction<Bucket<I, O>> slacks) {
        Bucket<I, O> first = null;
        long least = 0;
        List<Bucket<I, O>> buckets = queue.buckets();
        for (int i = 0; i < buckets.size(); i++) {
            Bucket<I, O> bucket = buckets.get(i);
            if (untilStart(bucket, draining, now) <= 0) {
                long slack = slacks.applyAsLong(bucket);
                if (first == null || isMoreUrgent(slack, least)) {
                    first = bucket;
                    least = slack;
                }
            }
        }
        return first;
    }

    /** As {@link #slack}, of the first item that its next batch would really have. */
    private long slackOfBatch(Bucket<I, O> bucket, int share, double untilNext, long now) {
        QueuedItem<I, O> first = bucket.get(cut(bucket, share, untilNext, now));
        long slack = urgency.latestStart(first) - now;
        boolean inTime = models.of(bucket.key()).mean(cut.cost()) <= (double) (first.deadline() - now);
        return inTime ? slack : Math.min(-1, slack);
    }

    /** How much later its first item could start, of those that are not too late; negative where all are. */
    private long slack(Bucket<I, O> bucket, long now) {
        for (int i = 0; i < bucket.size(); i++) {
            long slack = urgency.latestStart(bucket.get(i)) - now;
            if (slack >= 0) {
                return slack;
            }
        }
        return urgency.latestStart(bucket.get(0)) - now;
    }

    /** Who is too late is less urgent than anybody who is not. */
    private static boolean isMoreUrgent(long slack, long other) {
        return (slack < 0) == (other < 0) ? slack < other : slack >= 0;
    }

    private ClaimedBatch<I, O> batch(Bucket<I, O> bucket, int from, boolean draining, long now) {
        var members = new ArrayList<QueuedItem<I, O>>(cut.size());
        for (int i = from; i < from + cut.size(); i++) {
            members.add(bucket.get(i));
        }
        return new ClaimedBatch<>(members, cut.items(), cut.cost(), reason(bucket, draining, now));
    }

    /** Finds the batch that starts with the first item that it answers in time, or with the first of all; says with which. */
    private int cut(Bucket<I, O> bucket, int share, double untilNext, long now) {
        CostModel model = models.of(bucket.key());
        for (int from = 0; from < bucket.size(); from++) {
            cut.find(bucket, from, share, untilNext, now, 0);
            if (!models.hasLearnt()
                    || model.mean(cut.cost()) <= (double) (bucket.get(from).deadline() - now)) {
                return from;
            }
        }
        cut.find(bucket, 0, share, untilNext, now, 0);
        return 0;
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
