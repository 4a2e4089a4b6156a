package io.forge.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.batch.BatchLimits.Retries;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Races between the threads of a scheduler, each forced into the order that matters. */
class SchedulerRaceTest {

    private static final BatchLimits LIMITS = new BatchLimits(8, Long.MAX_VALUE, Costs.ADDED, 0, 1, 16, Retries.NONE);

    private final Deque<Instance<String, String>> launched = new ArrayDeque<>();
    private final List<Planned> timers = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final List<Throwable> problems = new ArrayList<>();
    private long now = 1;
    private final BatchScheduler<String, String> scheduler = new BatchScheduler<>(
            () -> now, this::later, launched::add, problems::add, LIMITS, BatchParts.standard(LIMITS));

    @Test
    void anItemThatIsCancelledBeforeItIsOfferedIsForgotten() {
        QueuedItem<String, String> item = item("early", 1_000);

        boolean cancelled = scheduler.cancel(item);
        scheduler.offer(item);

        assertThat(cancelled).isTrue();
        assertThat(heard).isEmpty();
        assertThat(launched).isEmpty();
        assertThat(scheduler.counters().queued()).isZero();
        assertThat(scheduler.counters().admitted()).isZero();
    }

    @Test
    void anItemThatIsCancelledBeforeItIsOfferedTooLateHearsNothing() {
        QueuedItem<String, String> item = item("early", -1_000);

        scheduler.cancel(item);
        scheduler.offer(item);

        assertThat(heard).isEmpty();
        assertThat(scheduler.counters().expired()).isZero();
    }

    @Test
    void anItemThatIsCancelledBeforeItIsOfferedAfterTheEndHearsNothing() {
        QueuedItem<String, String> item = item("early", 1_000);

        scheduler.retire(() -> {});
        scheduler.cancel(item);
        scheduler.offer(item);

        assertThat(heard).isEmpty();
        assertThat(scheduler.counters().refused().values()).containsOnly(0L);
    }

    @Test
    void aTimerThatBeginsAsItIsReplacedLeavesOneTimer() {
        scheduler.offer(item("late", 1_000));
        Planned replaced = timers.get(0);
        scheduler.offer(item("soon", 500));

        replaced.action().run(); // It waited for the lock while it was taken back.

        assertThat(timers).extracting(Planned::at).containsExactly(now + 500);
    }

    @Test
    void aTimerThatBeginsAsItIsReplacedExpiresNobodyTwiceOrLate() {
        scheduler.offer(item("late", 1_000));
        Planned replaced = timers.get(0);
        scheduler.offer(item("soon", 500));

        now += 1_000;
        replaced.action().run();
        List.copyOf(timers).forEach(this::run);

        assertThat(heard).containsExactlyInAnyOrder("soon expired", "late expired");
        assertThat(timers).isEmpty();
    }

    private void run(Planned planned) {
        timers.remove(planned);
        planned.action().run();
    }

    private QueuedItem<String, String> item(String input, long patience) {
        return new QueuedItem<>(input, "key", 1, 1, now + patience, new Outcome<>() {

            @Override
            public void succeeded(String output) {
                heard.add(output);
            }

            @Override
            public void failed(Throwable failure) {
                heard.add(input + " failed");
            }

            @Override
            public void expired() {
                heard.add(input + " expired");
            }

            @Override
            public void refused(Refusal refusal) {
                heard.add(input + " refused");
            }
        });
    }

    private Runnable later(long at, Runnable action) {
        var planned = new Planned(at, action);
        timers.add(planned);
        return () -> timers.remove(planned);
    }

    private record Planned(long at, Runnable action) {}
}
