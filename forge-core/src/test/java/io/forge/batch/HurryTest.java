package io.forge.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.batch.BatchLimits.Retries;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** Items that are held back for others to come start once a scheduler is hurried, and new ones are still taken. */
class HurryTest {

    private static final long MILLI = 1_000_000;
    private static final BatchLimits LIMITS =
            new BatchLimits(8, Long.MAX_VALUE, Costs.ADDED, 1_000 * MILLI, 1, 16, Retries.NONE);

    private final Deque<Instance<String, String>> launched = new ArrayDeque<>();
    private long now = 1;
    private final BatchScheduler<String, String> scheduler = new BatchScheduler<>(
            () -> now,
            (at, action) -> () -> {},
            launched::add,
            problem -> {
                throw new AssertionError(problem);
            },
            LIMITS,
            BatchParts.standard(LIMITS));

    /** Outcomes are of no interest here. */
    private static final class Unheard implements Outcome<String> {

        @Override
        public void succeeded(String output) {}

        @Override
        public void failed(Throwable failure) {}

        @Override
        public void expired() {}

        @Override
        public void refused(Refusal refusal) {
            throw new AssertionError(refusal);
        }
    }

    private void offer() {
        now += MILLI;
        scheduler.offer(new QueuedItem<>("item", "key", 1, 1, now + 60_000 * MILLI, new Unheard()));
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
            var batch = scheduler.next(instance);
            while (batch.isPresent()) {
                scheduler.succeeded(
                        instance,
                        BatchResult.of(batch.get().members().stream()
                                .map(QueuedItem::input)
                                .toList()));
                batch = scheduler.next(instance);
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
