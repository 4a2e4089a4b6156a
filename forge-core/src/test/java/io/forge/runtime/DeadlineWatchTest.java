package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.api.ForgeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When calls are looked at, in time that only the test moves on. */
class DeadlineWatchTest {

    private static final long MILLI = Duration.ofMillis(1).toNanos();
    private static final long NEVER = Long.MAX_VALUE / 2;

    private long now;
    private int looks;
    private final DeadlineWatch watch = new DeadlineWatch(() -> now);

    private final class Watched implements SupervisedCall {

        private long deadline;
        private boolean expired;
        private long expiredAt;

        private Watched(long left) {
            this.deadline = now + left;
        }

        @Override
        public Servable<?, ?> servable() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long deadline() {
            return expired ? now + NEVER : deadline;
        }

        @Override
        public void expire() {
            expired = true;
            expiredAt = now;
        }

        @Override
        public void abandon(ForgeException reason) {
            throw new UnsupportedOperationException();
        }
    }

    private Watched add(long left) {
        var call = new Watched(left);
        watch.add(call);
        return call;
    }

    /** As the thread that looks, which sleeps no longer and no shorter than it is told. */
    private void passTime(long nanos) {
        long end = now + nanos;
        while (watch.untilNextLook() <= end - now) {
            now += Math.max(0, watch.untilNextLook());
            watch.look();
            looks++;
        }
        now = end;
    }

    /** Also where the clock goes from the greatest number to the least. */
    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE - 500_000_000L, Long.MIN_VALUE})
    void noticesEachOfManyDeadlinesInTimeAndNoneEarlier(long start) {
        now = start;
        var moved = new DeadlineWatch(() -> now);
        var random = new Random(1);
        var calls = new ArrayList<Watched>();
        for (int step = 0; step < 10_000; step++) {
            if (random.nextInt(4) == 0) {
                var call = new Watched(random.nextInt(1, 50_000_000));
                moved.add(call);
                calls.add(call);
            }
            now += 100_000;
            if (moved.untilNextLook() <= 0) {
                moved.look();
            }
        }

        long allowed = DeadlineWatch.SHORTEST_PAUSE.toNanos() + 100_000;
        var over = calls.stream().filter(call -> call.deadline - now < -allowed).toList();
        assertThat(over).hasSizeGreaterThan(2_000).allSatisfy(call -> {
            assertThat(call.expired).isTrue();
            assertThat(call.expiredAt - call.deadline).isBetween(0L, allowed);
        });
    }

    @Test
    void looksRarelyWhereNoDeadlineIsNear() {
        for (int call = 0; call < 100; call++) {
            add(60_000 * MILLI);
        }

        passTime(1_000 * MILLI);

        assertThat(looks).isLessThanOrEqualTo(51);
    }

    @Test
    void looksNoMoreOftenThanTheShortestPauseAllows() {
        for (int call = 0; call < 10_000; call++) {
            add(MILLI + call * 10_000L);
        }

        passTime(100 * MILLI);

        assertThat(looks).isLessThanOrEqualTo(52);
    }

    @Test
    void looksForNobodyWhoHasEnded() {
        add(1);
        passTime(10 * MILLI);
        looks = 0;

        passTime(1_000 * MILLI);

        assertThat(looks).isLessThanOrEqualTo(51);
    }

    @Test
    void hasTheNextLookBroughtForwardOnceByManyOfTheSameDeadline() {
        watch.look();
        var broughtForward = new ArrayList<Boolean>();
        for (int call = 0; call < 3; call++) {
            broughtForward.add(watch.add(new Watched(5 * MILLI)));
        }

        assertThat(broughtForward).isEqualTo(List.of(true, false, false));
        assertThat(watch.untilNextLook()).isEqualTo(5 * MILLI);
    }

    @Test
    void noticesADeadlineThatMoves() {
        var call = add(60_000 * MILLI);
        watch.look();
        call.deadline = now + 3 * MILLI;

        assertThat(watch.comesBeforeNextLook(call)).isTrue();
        passTime(3 * MILLI);

        assertThat(call.expiredAt).isEqualTo(call.deadline);
    }

    @Test
    void noticesNobodyWhoWasRemoved() {
        var call = add(MILLI);
        watch.remove(call);

        passTime(100 * MILLI);

        assertThat(call.expired).isFalse();
    }
}
