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

    // As it stands after the latest batch.
    private int waiting;
    private int onTheWay;
    private double start;
    private double startSpread;
    private CostModel model;

    // What was found.
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
        this.model = models.shared();
    }

    /**
     * Whether all that wait are so early that nothing has to be played: also if one instance ran them one by one, and a full
     * batch before the last.
     *
     * @param latest the least patience of those that wait, in nanoseconds
     */
    boolean isCertain(Bucket<I, O> bucket, List<Instance<I, O>> instances, long latest, long now) {
        CostModel durations = models.of(bucket.key());
        double work = bucket.size() * durations.mean(1L) + durations.mean((long) limits.maxItems());
        double busy = 0;
        for (int i = 0; i < instances.size(); i++) {
            Instance<I, O> instance = instances.get(i);
            if (!instance.parts().isEmpty()) {
                return false;
            }
            busy = Math.max(busy, instance.remaining(now) + instance.margin());
        }
        return busy + work * (1 + durations.margin()) <= (double) latest;
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
        begin(queue, instances, now);
        Bucket<I, O> home = newcomer == null ? null : queue.bucket(newcomer.key());
        int place = newcomer == null || home == null ? -1 : home.indexOf(newcomer);
        for (int calls = queue.size(); calls > 0; calls -= cut.size()) {
            Bucket<I, O> bucket = order.first();
            int from = order.taken();
            int instance = nextBatch(now);
            double end = free[instance] + Math.sqrt(spread[instance]);
            judge(bucket, from, newcomer, end, now);
            if (newcomer != null && bucket == home && from <= place && place < from + cut.size()) {
                judgeNewcomer(newcomer, gap, now);
            } else {
                othersDoneIn = Math.max(othersDoneIn, end);
            }
        }
    }

    /** Nanoseconds until so many items at most wait, of more that do; as {@link #play} foresees it. */
    double untilQueued(int most, BatchQueue<I, O> queue, List<Instance<I, O>> instances, long now) {
        begin(queue, instances, now);
        while (waiting > most) {
            nextBatch(now);
        }
        return start + Math.sqrt(startSpread);
    }

    private void begin(BatchQueue<I, O> queue, List<Instance<I, O>> instances, long now) {
        order.fill(queue.buckets());
        waiting = queue.items();
        onTheWay = 0;
        for (int i = 0; i < free.length; i++) {
            Instance<I, O> instance = instances.get(i);
            free[i] = instance.remaining(now);
            double margin = instance.margin();
            spread[i] = margin * margin;
            running[i] = instance.items();
            onTheWay += running[i];
            for (ClaimedBatch<I, O> part : instance.parts()) {
                free[i] += models.of(part.key()).mean(part.cost());
            }
            othersDoneIn = Math.max(othersDoneIn, free[i] + margin);
        }
    }

    /** Lets the next batch run; says on which instance. */
    private int nextBatch(long now) {
        int instance = firstFree();
        Bucket<I, O> bucket = order.first();
        start = free[instance];
        startSpread = spread[instance];
        onTheWay -= running[instance];
        int share = Share.of(waiting + onTheWay, limits);
        cut.find(bucket, order.taken(), share, untilNext(instance), now + (long) start, startSpread);
        model = models.of(bucket.key());
        double mean = model.mean(cut.cost());
        double margin = model.margin() * mean;
        free[instance] = start + mean;
        spread[instance] = startSpread + margin * margin;
        running[instance] = cut.items();
        onTheWay += cut.items();
        waiting -= cut.items();
        order.take(cut.size());
        return instance;
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
    private void judgeNewcomer(QueuedItem<I, O> newcomer, double gap, long now) {
        double likely = Math.min(limits.maxItems(), cut.items() + start / gap);
        double likelyCost = Math.min((double) limits.maxCost(), (double) cut.cost() * likely / cut.items());
        double mean = model.mean(likelyCost);
        double margin = model.margin() * mean;
        answeredIn = start + mean + Math.sqrt(startSpread + margin * margin);
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
