package io.forge.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import io.forge.batch.BatchLimits.Retries;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An outcome that throws costs nobody else an answer, and the scheduler no instance. */
class ThrowingOutcomeTest {

    private static final BatchLimits LIMITS = new BatchLimits(1, Long.MAX_VALUE, Costs.ADDED, 0, 1, 16, Retries.NONE);

    private final Deque<Instance<String, String>> launched = new ArrayDeque<>();
    private final List<Runnable> timers = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final List<Throwable> problems = new ArrayList<>();
    private long now = 1;
    private final BatchScheduler<String, String> scheduler = new BatchScheduler<>(
            () -> now, this::later, launched::add, problems::add, LIMITS, BatchParts.standard(LIMITS));

    @Test
    void theInstanceServesOnAfterAnAnswerThatIsNotTaken() {
        scheduler.offer(item("throws", 1_000));
        scheduler.offer(item("answered", 1_000));

        runLaunched(batch -> BatchResult.of(List.of("output")));

        assertThat(heard).containsExactly("throws succeeded", "answered succeeded");
        assertThat(scheduler.counters().taken()).isZero();
    }

    @Test
    void theInstanceServesOnAfterAFailureThatIsNotTaken() {
        scheduler.offer(item("throws", 1_000));
        scheduler.offer(item("answered", 1_000));

        runLaunched(batch -> {
            throw new IllegalArgumentException("poison");
        });

        assertThat(heard).containsExactly("throws failed", "answered failed");
        assertThat(scheduler.counters().taken()).isZero();
    }

    @Test
    void aBatchIsRunThoughAnExpiryIsNotTaken() {
        scheduler.offer(item("throws", 500));
        scheduler.offer(item("answered", 1_000));
        now += 500;

        runLaunched(batch -> BatchResult.of(List.of("output")));

        assertThat(heard).containsExactly("throws expired", "answered succeeded");
        assertThat(scheduler.counters().taken()).isZero();
    }

    @Test
    void serviceEndsThoughARefusalIsNotTaken() {
        scheduler.offer(item("throws", 1_000));
        scheduler.retire(() -> heard.add("drained"));

        scheduler.refuseStarts();
        runLaunched(batch -> BatchResult.of(List.of("output")));

        assertThat(heard).containsExactly("throws refused", "drained");
    }

    @AfterEach
    void whatWasThrownHasBeenHeard() {
        assertThat(problems).singleElement().asInstanceOf(THROWABLE).hasMessage("Nobody listens");
    }

    private void runLaunched(BatchCode<String, String> code) {
        while (!launched.isEmpty()) {
            new InstanceTask<>(scheduler, launched.poll(), code).run();
        }
    }

    private QueuedItem<String, String> item(String input, long patience) {
        return new QueuedItem<>(input, "key", 1, 1, now + patience, new Outcome<>() {

            @Override
            public void succeeded(String output) {
                hear("succeeded");
            }

            @Override
            public void failed(Throwable failure) {
                hear("failed");
            }

            @Override
            public void expired() {
                hear("expired");
            }

            @Override
            public void refused(Refusal refusal) {
                hear("refused");
            }

            private void hear(String what) {
                heard.add(input + " " + what);
                if (input.equals("throws")) {
                    throw new IllegalStateException("Nobody listens");
                }
            }
        });
    }

    private Runnable later(long at, Runnable action) {
        timers.add(action);
        return () -> timers.remove(action);
    }
}
