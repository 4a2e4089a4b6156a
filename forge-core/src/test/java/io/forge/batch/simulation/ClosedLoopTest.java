package io.forge.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.batch.BatchLimits;
import io.forge.batch.BatchLimits.Retries;
import io.forge.batch.BatchParts;
import io.forge.batch.BatchScheduler;
import io.forge.batch.Costs;
import io.forge.batch.Outcome;
import io.forge.batch.QueuedItem;
import io.forge.batch.Refusal;
import org.junit.jupiter.api.Test;

/** Clients that wait for each answer before they ask again keep all instances at work, not one of them. */
class ClosedLoopTest {

    private static final long SECOND = 1_000_000_000;

    private final VirtualTime time = new VirtualTime(0);
    private final BatchLimits limits = new BatchLimits(32, Long.MAX_VALUE, Costs.ADDED, 0, 4, 1024, Retries.NONE);
    private final BatchScheduler<Integer, Integer> scheduler = SimulatedInstances.scheduler(
            time, batch -> 0.2e6 + 1e6 * batch.items(), limits, BatchParts.standard(limits));
    private int answered;

    @Test
    void sharesTheWorkEvenly() {
        for (int i = 0; i < 32; i++) {
            new Client().ask();
        }
        time.runUntil(SECOND);
        answered = 0;
        time.runUntil(11 * SECOND);
        assertThat(answered / 10)
                .isGreaterThan(3_500); // Four instances can do 3,870 in batches of eight, one can do 994.
    }

    private final class Client implements Outcome<Integer> {

        private void ask() {
            scheduler.offer(new QueuedItem<>(1, "all", 1, 1, time.now() + 10 * SECOND, this));
        }

        @Override
        public void succeeded(Integer output) {
            answered++;
            time.after(200_000, this::ask);
        }

        @Override
        public void failed(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void expired() {
            throw new AssertionError("late");
        }

        @Override
        public void refused(Refusal refusal) {
            throw new AssertionError(refusal);
        }
    }
}
