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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is refused is told when to come again, and is let in then if nobody else has come. */
class RetryTest {

    private static final long DEADLINE = 100_000_000;

    private final VirtualTime time = new VirtualTime(0);
    private final List<Refusal> refusals = new ArrayList<>();
    private final BatchLimits limits = new BatchLimits(16, Long.MAX_VALUE, Costs.ADDED, 0, 1, 64, Retries.NONE);
    private final BatchScheduler<Integer, Integer> scheduler = SimulatedInstances.scheduler(
            time, batch -> 20e6 + 2e6 * batch.items(), limits, BatchParts.standard(limits));
    private int answered;
    private int expired;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isLetInAtTheTimeItWasTold(long seed) {
        overload(new Random(seed));
        Refusal refusal = refusals.get(refusals.size() - 1);
        assertThat(refusal.reason()).isEqualTo(Refusal.Reason.LATE);
        int refused = refusals.size();

        time.runUntil(time.now() + refusal.retryAfter());
        offer(DEADLINE);
        time.runUntil(time.now() + DEADLINE);

        assertThat(refusals).hasSize(refused);
        assertThat(expired).isZero();
    }

    @Test
    void isToldHowLongItWouldHaveWaited() {
        overload(new Random(9));
        Refusal refusal = refusals.get(refusals.size() - 1);
        assertThat(refusal.expectedWait()).isBetween(DEADLINE, 3 * DEADLINE);
        assertThat(refusal.retryAfter()).isBetween(1L, 2 * DEADLINE);
    }

    @Test
    void isLetInOnceTheQueueHasRoomAgain() {
        for (int i = 0; i < 200; i++) {
            offer(100 * DEADLINE);
        }
        Refusal refusal = refusals.get(refusals.size() - 1);
        assertThat(refusal.reason()).isEqualTo(Refusal.Reason.QUEUE_FULL);
        int refused = refusals.size();

        time.runUntil(time.now() + refusal.retryAfter());
        offer(100 * DEADLINE);

        assertThat(refusals).hasSize(refused);
    }

    /** Until somebody is refused because the deadline cannot be kept. */
    private void overload(Random random) {
        for (int i = 0; i < 2_000; i++) {
            offer(DEADLINE);
            time.runUntil(time.now() + (long) (-Math.log(1 - random.nextDouble()) * 1.6e6));
        }
        while (refusals.isEmpty() || refusals.get(refusals.size() - 1).reason() != Refusal.Reason.LATE) {
            offer(DEADLINE);
        }
        offer(DEADLINE);
        expired = 0;
    }

    private void offer(long patience) {
        scheduler.offer(new QueuedItem<>(1, "all", 1, 1, time.now() + patience, new Outcome<>() {
            @Override
            public void succeeded(Integer output) {
                answered++;
            }

            @Override
            public void failed(Throwable failure) {
                throw new AssertionError(failure);
            }

            @Override
            public void expired() {
                expired++;
            }

            @Override
            public void refused(Refusal refusal) {
                refusals.add(refusal);
            }
        }));
    }
}
