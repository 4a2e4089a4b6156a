package io.forge.batch;

import java.util.List;
import java.util.Optional;

/**
 * Admits a newcomer if it, and all that were admitted before it, are likely to be answered in time.
 *
 * <p>Nothing is refused by prediction before enough batches were measured, nor while an instance is free and nothing waits:
 * so wrong predictions are always corrected by what really happens.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
final class PredictedAdmission<I, O> implements Admission<I, O> {

    /** When to come again if it is not known how long batches take, in nanoseconds. */
    private static final double UNKNOWN = 1e9;

    private final BatchLimits limits;
    private final CostModels models;
    private final ArrivalGaps gaps;
    private final Forecast<I, O> forecast;

    PredictedAdmission(BatchLimits limits, CostModels models, ArrivalGaps gaps, Urgency urgency) {
        this.limits = limits;
        this.models = models;
        this.gaps = gaps;
        this.forecast = new Forecast<>(limits, models, urgency);
    }

    @Override
    public Optional<Refusal> admit(
            QueuedItem<I, O> newcomer, BatchQueue<I, O> queue, List<Instance<I, O>> instances, long now) {
        if (newcomer.items() > limits.maxItems() || newcomer.cost() > limits.maxCost()) {
            return Optional.of(new Refusal(Refusal.Reason.TOO_LARGE, 0, 0));
        }
        gaps.arrived(newcomer.key(), now);
        if (queue.items() + newcomer.items() > limits.maxQueue()) {
            double room = models.hasLearnt()
                    ? forecast.untilQueued(limits.maxQueue() - newcomer.items(), queue, instances, now)
                    : UNKNOWN;
            return Optional.of(refusal(Refusal.Reason.QUEUE_FULL, room, 0));
        }
        boolean unconditional = !models.hasLearnt() || (queue.isEmpty() && hasFree(instances));
        queue.add(newcomer, now);
        if (unconditional) {
            newcomer.bears(newcomer.items());
            return Optional.empty();
        }
        if (isCertain(queue, instances, now)) {
            newcomer.bears(limits.maxItems());
            return Optional.empty();
        }
        return judge(newcomer, queue, instances, now);
    }

    /** The usual case below capacity, found out without playing anything. */
    private boolean isCertain(BatchQueue<I, O> queue, List<Instance<I, O>> instances, long now) {
        List<Bucket<I, O>> buckets = queue.buckets();
        if (buckets.size() != 1 || !buckets.get(0).isUniform()) {
            return false;
        }
        Bucket<I, O> bucket = buckets.get(0);
        return forecast.isCertain(bucket, instances, bucket.get(0).deadline() - now, now);
    }

    private Optional<Refusal> judge(
            QueuedItem<I, O> newcomer, BatchQueue<I, O> queue, List<Instance<I, O>> instances, long now) {
        forecast.play(queue, instances, newcomer, gaps.expected(newcomer.key(), now), now);
        double overdue = forecast.overdue();
        double answeredIn = forecast.answeredIn();
        double othersDoneIn = forecast.othersDoneIn();
        int late = forecast.othersLate();
        if (overdue <= 0 && late == 0) {
            newcomer.bears(forecast.bearable());
            return Optional.empty();
        }
        int bearable = forecast.bearable();
        double othersOverdue = forecast.othersOverdue();
        double lateness = forecast.lateness();
        queue.remove(newcomer);
        if (overdue <= 0) {
            forecast.play(queue, instances, null, Double.POSITIVE_INFINITY, now);
            if (late <= forecast.othersLate() && lateness <= forecast.lateness()) { // As late without it.
                queue.add(newcomer, now);
                newcomer.bears(bearable);
                return Optional.empty();
            }
        }
        double retry = Math.min(othersDoneIn, Math.max(overdue, othersOverdue));
        return Optional.of(refusal(Refusal.Reason.LATE, retry, answeredIn));
    }

    private boolean hasFree(List<Instance<I, O>> instances) {
        for (int i = 0; i < instances.size(); i++) {
            if (!instances.get(i).isTaken()) {
                return true;
            }
        }
        return false;
    }

    private static Refusal refusal(Refusal.Reason reason, double retryAfter, double expectedWait) {
        return new Refusal(reason, Math.max(1, (long) Math.ceil(retryAfter)), (long) expectedWait);
    }
}
