package io.forge.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.batch.BatchLimits.Retries;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** Items that are held back for others to come start once a scheduler is hurried, and new ones are still taken. */
class HurryTest {

    private static final BatchLimits LIMITS =
            new BatchLimits(8, Long.MAX_VALUE, Costs.ADDED, 1_000 * ManualScheduler.MILLI, 1, 16, Retries.NONE);

    private final ManualScheduler manual = new ManualScheduler(LIMITS);
    private final Deque<Instance<String, String>> launched = manual.launched();
    private final BatchScheduler<String, String> scheduler = manual.scheduler();

    private void offer() {
        manual.pass(ManualScheduler.MILLI);
        manual.offer("item", "key", 60_000 * ManualScheduler.MILLI);
    }

    /** One arrival a millisecond makes one more within the longest wait likely. */
    private void offerUntilOneIsHeldBack() {
        int offered = 0;
        do {
            runAll();
            offer();
            assertThat(++offered).isLessThan(100);
        } while (!launched.isEmpty());
    }

    private void runAll() {
        while (!launched.isEmpty()) {
            var instance = launched.remove();
            for (var batch = manual.start(instance); !batch.isEmpty(); batch = manual.start(instance)) {
                manual.end(instance, batch.size(), 0);
            }
        }
    }

    @Test
    void startsWhatIsHeldBack() {
        offerUntilOneIsHeldBack();
        scheduler.hurry();
        assertThat(launched).hasSize(1);
        runAll();

        assertThat(scheduler.counters().queued()).isZero();
        assertThat(scheduler.counters().batches()).containsEntry(BatchReason.DRAIN, 1L);
    }

    @Test
    void takesNewItemsAndHoldsNoneOfThemBack() {
        offerUntilOneIsHeldBack();
        scheduler.hurry();
        runAll();
        offer();

        assertThat(launched).hasSize(1);
    }
}
