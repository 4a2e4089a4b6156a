package io.forge.batch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays forward what would run when, if nothing more came: with the same rules by which batches are really made, over all
 * instances. Guarded by the scheduler's lock; holds the latest answer.
 *
 * <p>Durations are means with a margin. Margins of batches that run one after another on an instance are joined as those of
 * independent errors are: by the root of the sum of their squares.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
final class Forecast<I, O> {

    private final BatchLimits limits;
    private final CostModels models;
    private final BatchCut<I, O> cut;
    private final double[] free;
    private final double[] spread;
    private final int[] running;
    private final UrgencyHeap<I, O> order;

    private double answeredIn;
    private double overdue;
    private double othersOverdue;
    private double lateness;
    private double othersDoneIn;
    private int othersLate;
    private int bearable;

    Forecast(BatchLimits limits, CostModels models, Urgency urgency) {
        this.limits = limits;
        this.models = models;
        this.order = new UrgencyHeap<>(urgency);
        this.cut = new BatchCut<>(limits, models);
        this.free = new double[limits.instances()];
        this.spread = new double[limits.instances()];
        this.running = new int[limits.instances()];
    }

    /**
     * Whether all that wait are so early that nothing has to be played: also if one instance ran them one by one, and a full
     * batch before the last.
     *
     * @param latest the least patience of those that wait, in nanoseconds
     */
    boolean isCertain(Bucket<I, O> bucket, List<Instance<I, O>> instances, long latest, long now) {
        CostModel model = models.of(bucket.key());
        double work = bucket.size() * model.mean(1L) + model.mean((long) limits.maxItems());
        double busy = 0;
        for (int i = 0; i < instances.size(); i++) {
            Instance<I, O> instance = instances.get(i);
            if (!instance.parts().isEmpty()) {
                return false;
            }
            busy = Math.max(busy, instance.remaining(now) + instance.margin());
        }
        return busy + work * (1 + model.margin()) <= (double) latest;
    }

    /**
     * Plays it.
     *
     * @param newcomer one of those that wait, or {@code null}: how it fares is told apart from the others
     * @param gap nanoseconds until the next item like the newcomer
     */
    void play(
            BatchQueue<I, O> queue,
            List<Instance<I, O>> instances,
            @Nullable QueuedItem<I, O> newcomer,
            double gap,
            long now) {
        answeredIn = 0;
        overdue = 0;
        othersOverdue = 0;
        lateness = 0;
        othersDoneIn = 0;
        othersLate = 0;
        bearable = 0;
        int onTheWay = begin(instances, now);
        order.fill(queue.buckets());
        Bucket<I, O> home = newcomer == null ? null : queue.bucket(newcomer.key());
        int place = newcomer == null || home == null ? -1 : home.indexOf(newcomer);
        int calls = queue.size();
        int items = queue.items();
        while (calls > 0) {
            int instance = firstFree();
            onTheWay -= running[instance];
            double start = free[instance];
            Bucket<I, O> bucket = order.first();
            int from = order.taken();
            cut.find(
                    bucket,
                    from,
                    Share.of(items + onTheWay, limits),
                    untilNext(instance),
                    now + (long) start,
                    spread[instance]);
            CostModel model = models.of(bucket.key());
            double mean = model.mean(cut.cost());
            double before = spread[instance];
            double margin = model.margin() * mean;
            spread[instance] += margin * margin;
            free[instance] = start + mean;
            running[instance] = cut.items();
            onTheWay += cut.items();
            double end = free[instance] + Math.sqrt(spread[instance]);
            judge(bucket, from, newcomer, end, now);
            if (newcomer != null && bucket == home && from <= place && place < from + cut.size()) {
                judgeNewcomer(newcomer, model, gap, start, before, now);
            } else {
                othersDoneIn = Math.max(othersDoneIn, end);
            }
            order.take(cut.size());
            calls -= cut.size();
            items -= cut.items();
        }
    }

    /** Nanoseconds until so many items at most wait; as {@link #play} foresees it. */
    double untilQueued(int most, BatchQueue<I, O> queue, List<Instance<I, O>> instances, long now) {
        int onTheWay = begin(instances, now);
        order.fill(queue.buckets());
        int items = queue.items();
        while (true) {
            int instance = firstFree();
            onTheWay -= running[instance];
            double start = free[instance];
            Bucket<I, O> bucket = order.first();
            cut.find(
                    bucket,
                    order.taken(),
                    Share.of(items + onTheWay, limits),
                    untilNext(instance),
                    now + (long) start,
                    spread[instance]);
            items -= cut.items();
            if (items <= most) {
                return start + Math.sqrt(spread[instance]);
            }
            CostModel model = models.of(bucket.key());
            double margin = model.margin() * model.mean(cut.cost());
            spread[instance] += margin * margin;
            free[instance] = start + model.mean(cut.cost());
            running[instance] = cut.items();
            onTheWay += cut.items();
            order.take(cut.size());
        }
    }

    private int begin(List<Instance<I, O>> instances, long now) {
        int onTheWay = 0;
        for (int i = 0; i < free.length; i++) {
            Instance<I, O> instance = instances.get(i);
            free[i] = instance.remaining(now);
            double margin = instance.margin();
            spread[i] = margin * margin;
            ClaimedBatch<I, O> batch = instance.batch();
            running[i] = batch == null ? 0 : batch.items();
            onTheWay += running[i];
            for (ClaimedBatch<I, O> part : instance.parts()) {
                free[i] += models.of(part.key()).mean(part.cost());
            }
            othersDoneIn = Math.max(othersDoneIn, free[i] + margin);
        }
        return onTheWay;
    }

    private int firstFree() {
        int first = 0;
        for (int i = 1; i < free.length; i++) {
            if (free[i] < free[first]) {
                first = i;
            }
        }
        return first;
    }

    /** Nanoseconds from the time at which an instance is free until another one is. */
    private double untilNext(int instance) {
        double next = Double.POSITIVE_INFINITY;
        for (int i = 0; i < free.length; i++) {
            if (i != instance) {
                next = Math.min(next, free[i]);
            }
        }
        return next - free[instance];
    }

    private void judge(Bucket<I, O> bucket, int from, @Nullable QueuedItem<I, O> newcomer, double end, long now) {
        int behind = from + cut.size();
        for (int i = from; i < behind; i++) {
            QueuedItem<I, O> item = bucket.get(i);
            double late = end - (double) (item.deadline() - now);
            if (late <= 0) {
                break; // All behind it have later deadlines.
            }
            if (item != newcomer) {
                othersLate++;
                othersOverdue = Math.max(othersOverdue, late);
                lateness += late;
            }
        }
    }

    /** More are likely to come before the batch starts: the newcomer must bear the batch that will be, not the one that is. */
    private void judgeNewcomer(
            QueuedItem<I, O> newcomer, CostModel model, double gap, double start, double before, long now) {
        double likely = Math.min(limits.maxItems(), cut.items() + start / gap);
        double likelyCost = Math.min((double) limits.maxCost(), (double) cut.cost() * likely / cut.items());
        double mean = model.mean(likelyCost);
        double margin = model.margin() * mean;
        answeredIn = start + mean + Math.sqrt(before + margin * margin);
        overdue = answeredIn - (double) (newcomer.deadline() - now);
        bearable = (int) likely;
    }

    /** Nanoseconds until the newcomer is answered. */
    double answeredIn() {
        return answeredIn;
    }

    /** By how many nanoseconds the newcomer is late; not positive if it is not. */
    double overdue() {
        return overdue;
    }

    double othersOverdue() {
        return othersOverdue;
    }

    /** Nanoseconds until all others are answered. */
    double othersDoneIn() {
        return othersDoneIn;
    }

    int othersLate() {
        return othersLate;
    }

    /** By how many nanoseconds the others are late, all together. */
    double lateness() {
        return lateness;
    }

    /** The size of batch that was assumed for the newcomer. */
    int bearable() {
        return bearable;
    }
}
