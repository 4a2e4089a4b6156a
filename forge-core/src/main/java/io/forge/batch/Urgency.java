package io.forge.batch;

/** Says when an item must start at the latest. Guarded by the scheduler's lock. */
final class Urgency {

    private final CostModels models;

    Urgency(CostModels models) {
        this.models = models;
    }

    /** Its deadline less what it takes alone, on the scheduler's clock. */
    long latestStart(QueuedItem<?, ?> item) {
        return item.deadline() - (long) models.of(item.key()).mean(item.cost());
    }
}
