package io.forge.batch;

/**
 * The rules of a scheduler, each of which can be exchanged by itself.
 *
 * @param models what is learnt of durations, used by the rules
 * @param <I> the input type
 * @param <O> the output type
 */
public record BatchParts<I, O>(
        CostModels models,
        Admission<I, O> admission,
        Forming<I, O> forming,
        Expiry expiry,
        Settlement<I, O> settlement) {

    /** The rules by which Forge serves. */
    public static <I, O> BatchParts<I, O> standard(BatchLimits limits) {
        var models = new CostModels();
        var gaps = new ArrivalGaps();
        var urgency = new Urgency(models);
        return new BatchParts<>(
                models,
                new PredictedAdmission<>(limits, models, gaps, urgency),
                new FormingByUrgency<>(limits, models, gaps, urgency),
                Expiry.atDeadline(),
                new SettlementByPlace<>(limits));
    }

    public BatchParts<I, O> with(Admission<I, O> other) {
        return new BatchParts<>(models, other, forming, expiry, settlement);
    }

    public BatchParts<I, O> with(Forming<I, O> other) {
        return new BatchParts<>(models, admission, other, expiry, settlement);
    }

    public BatchParts<I, O> with(Expiry other) {
        return new BatchParts<>(models, admission, forming, other, settlement);
    }

    public BatchParts<I, O> with(Settlement<I, O> other) {
        return new BatchParts<>(models, admission, forming, expiry, other);
    }
}
