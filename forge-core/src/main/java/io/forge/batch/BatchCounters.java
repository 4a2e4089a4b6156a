package io.forge.batch;

import java.util.Map;

/** Counts what a scheduler has done. Guarded by the scheduler's lock. */
public final class BatchCounters {

    private final Tally<Refusal.Reason> refusals = new Tally<>(Refusal.Reason.class);
    private final Tally<BatchReason> batches = new Tally<>(BatchReason.class);
    private final Histogram sizes = new Histogram();
    private final Histogram waits = new Histogram();
    private long admitted;
    private long expired;
    private long cancelled;
    private long failed;

    /**
     * What has happened so far.
     *
     * @param admitted items that were let in
     * @param expired items whose deadline came before their answer
     * @param cancelled items that were given up
     * @param failedBatches batches whose code threw
     * @param refused items that were refused, by reason
     * @param batches batches that were started, by reason
     * @param sizes of the batches, in items
     * @param waits of the items before their batch was started, in nanoseconds
     * @param queued the items of batches that wait now
     * @param running the items that run now
     * @param taken the instances that are not free now
     */
    public record Snapshot(
            long admitted,
            long expired,
            long cancelled,
            long failedBatches,
            Map<Refusal.Reason, Long> refused,
            Map<BatchReason, Long> batches,
            Histogram sizes,
            Histogram waits,
            int queued,
            int running,
            int taken) {}

    void admitted() {
        admitted++;
    }

    void expired() {
        expired++;
    }

    void cancelled() {
        cancelled++;
    }

    void failed() {
        failed++;
    }

    void refused(Refusal.Reason reason) {
        refusals.add(reason);
    }

    void started(BatchReason reason, int items) {
        batches.add(reason);
        sizes.add(items);
    }

    void waited(long nanos) {
        waits.add(nanos);
    }

    Snapshot snapshot(int queued, int running, int taken) {
        return new Snapshot(
                admitted,
                expired,
                cancelled,
                failed,
                refusals.counts(),
                batches.counts(),
                sizes.copy(),
                waits.copy(),
                queued,
                running,
                taken);
    }
}
