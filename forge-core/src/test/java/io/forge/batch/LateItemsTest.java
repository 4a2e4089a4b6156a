package io.forge.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.batch.BatchLimits.Retries;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has become late, as a batch took longer than was foreseen, does not make those behind it late as well. */
class LateItemsTest {

    private static final long MILLI = 1_000_000;
    private static final long USUAL = 10 * MILLI;
    private static final BatchLimits LIMITS = new BatchLimits(8, Long.MAX_VALUE, Costs.ADDED, 0, 1, 16, Retries.NONE);

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

    private void offer(String input, String key, long patience) {
        scheduler.offer(new QueuedItem<>(input, key, 1, 1, now + patience, new Unheard()));
    }

    private List<String> start(Instance<String, String> instance) {
        return inputs(scheduler.next(instance).orElseThrow());
    }

    private static List<String> inputs(ClaimedBatch<String, String> batch) {
        return batch.members().stream().map(QueuedItem::input).toList();
    }

    private void end(Instance<String, String> instance, int size, long duration) {
        now += duration;
        scheduler.succeeded(instance, BatchResult.of(Collections.nCopies(size, "")));
    }

    @BeforeEach
    void learn() {
        for (int i = 0; i < 20; i++) {
            offer("usual", "key", 1_000 * MILLI);
            var instance = launched.remove();
            start(instance);
            end(instance, 1, USUAL);
            assertThat(scheduler.next(instance)).isEmpty();
        }
    }

    /** A batch runs, which will take half as long again as it should. */
    private Instance<String, String> startSlow() {
        offer("slow", "key", 1_000 * MILLI);
        var instance = launched.remove();
        start(instance);
        return instance;
    }

    @Test
    void isPassedOverForThoseThatCanBeAnsweredInTime() {
        var instance = startSlow();
        offer("late", "key", USUAL + 15 * MILLI);
        offer("in time", "key", 60 * MILLI);
        end(instance, 1, USUAL + 6 * MILLI);

        assertThat(start(instance)).containsExactly("in time");
    }

    @Test
    void isPassedOverForThoseOfAnotherKey() {
        var instance = startSlow();
        offer("late", "key", USUAL + 15 * MILLI);
        offer("in time", "other", 60 * MILLI);
        end(instance, 1, USUAL + 6 * MILLI);

        assertThat(start(instance)).containsExactly("in time");
    }

    @Test
    void runsWhereThereIsNothingElse() {
        var instance = startSlow();
        offer("late", "key", USUAL + 15 * MILLI);
        end(instance, 1, USUAL + 6 * MILLI);

        assertThat(start(instance)).containsExactly("late");
    }

    @Test
    void runsWithTheOthersWhereItIsNotLate() {
        var instance = startSlow();
        offer("early", "key", USUAL + 30 * MILLI);
        offer("in time", "key", 60 * MILLI);
        end(instance, 1, USUAL + 6 * MILLI);

        assertThat(start(instance)).containsExactly("early", "in time");
    }
}
