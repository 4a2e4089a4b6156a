package io.forge.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.batch.BatchLimits.Retries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has become late, as a batch took longer than was foreseen, does not make those behind it late as well. */
class LateItemsTest {

    private static final long MILLI = ManualScheduler.MILLI;
    private static final long USUAL = 10 * MILLI;
    private static final BatchLimits LIMITS = new BatchLimits(8, Long.MAX_VALUE, Costs.ADDED, 0, 1, 16, Retries.NONE);

    private final ManualScheduler manual = new ManualScheduler(LIMITS);

    @BeforeEach
    void learn() {
        for (int i = 0; i < 20; i++) {
            manual.offer("usual", "key", 1_000 * MILLI);
            var instance = manual.launched().remove();
            manual.start(instance);
            manual.end(instance, 1, USUAL);
            assertThat(manual.start(instance)).isEmpty();
        }
    }

    /** A batch runs, which will take half as long again as it should. */
    private Instance<String, String> startSlow() {
        manual.offer("slow", "key", 1_000 * MILLI);
        var instance = manual.launched().remove();
        manual.start(instance);
        return instance;
    }

    @Test
    void isPassedOverForThoseThatCanBeAnsweredInTime() {
        var instance = startSlow();
        manual.offer("late", "key", USUAL + 15 * MILLI);
        manual.offer("in time", "key", 60 * MILLI);
        manual.end(instance, 1, USUAL + 6 * MILLI);

        assertThat(manual.start(instance)).containsExactly("in time");
    }

    @Test
    void isPassedOverForThoseOfAnotherKey() {
        var instance = startSlow();
        manual.offer("late", "key", USUAL + 15 * MILLI);
        manual.offer("in time", "other", 60 * MILLI);
        manual.end(instance, 1, USUAL + 6 * MILLI);

        assertThat(manual.start(instance)).containsExactly("in time");
    }

    @Test
    void runsWhereThereIsNothingElse() {
        var instance = startSlow();
        manual.offer("late", "key", USUAL + 15 * MILLI);
        manual.end(instance, 1, USUAL + 6 * MILLI);

        assertThat(manual.start(instance)).containsExactly("late");
    }

    @Test
    void runsWithTheOthersWhereItIsNotLate() {
        var instance = startSlow();
        manual.offer("early", "key", USUAL + 30 * MILLI);
        manual.offer("in time", "key", 60 * MILLI);
        manual.end(instance, 1, USUAL + 6 * MILLI);

        assertThat(manual.start(instance)).containsExactly("early", "in time");
    }
}
