package io.forge.batch;

import static io.forge.batch.ItemState.CANCELLED;
import static io.forge.batch.ItemState.CLAIMED;
import static io.forge.batch.ItemState.DONE;
import static io.forge.batch.ItemState.EXPIRED;
import static io.forge.batch.ItemState.QUEUED;
import static io.forge.batch.ItemState.REFUSED;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * Lincheck runs all that may happen to an item, and to the members of a batch, on three threads, switching between them wherever they touch what they share,
 * and compares each result with what one thread alone could have got.
 */
class ItemStateLincheckTest {

    private static final int SCENARIOS = 8;
    private static final int SCHEDULES = 100;

    @Test
    void exactlyOneEndingOfAnItemWins() {
        assertThatCode(() -> check(ItemByCompareAndSet.class)).doesNotThrowAnyException();
    }

    @Test
    void anItemThatChecksAndThenActsEndsTwice() {
        assertThatThrownBy(() -> check(ItemByCheckThenAct.class))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("Invalid execution results");
    }

    @Test
    void aBatchTellsThatAllHaveGoneAtMostOnceAndNeverAfterItsEnd() {
        assertThatCode(() -> options()
                        .sequentialSpecification(SequentialMembers.class)
                        .check(Members.class))
                .doesNotThrowAnyException();
    }

    private static void check(Class<?> item) {
        options()
                .minimizeFailedScenario(false)
                .sequentialSpecification(SequentialItem.class)
                .check(item);
    }

    private static ModelCheckingOptions options() {
        return new ModelCheckingOptions()
                .iterations(SCENARIOS)
                .invocationsPerIteration(SCHEDULES)
                .threads(3)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(1);
    }

    /** What becomes of an item, by the transitions that the scheduler makes; each says whether it has won. */
    public abstract static class Item {

        abstract boolean move(ItemState from, ItemState to);

        @Operation
        public boolean claim() {
            return move(QUEUED, CLAIMED);
        }

        @Operation
        public boolean finish() {
            return move(CLAIMED, DONE);
        }

        @Operation
        public boolean cancel() {
            return move(QUEUED, CANCELLED) || move(CLAIMED, DONE);
        }

        @Operation
        public boolean expire() {
            return move(QUEUED, EXPIRED) || move(CLAIMED, DONE);
        }

        @Operation
        public boolean refuse() {
            return move(QUEUED, REFUSED);
        }

        @Operation
        public abstract ItemState state();
    }

    /** The right one. */
    public static final class ItemByCompareAndSet extends Item {

        private final QueuedItem<Integer, Integer> item = new QueuedItem<>(1, "key", 1, 1, 0, new Deaf());

        @Override
        boolean move(ItemState from, ItemState to) {
            return item.move(from, to);
        }

        @Override
        public ItemState state() {
            return item.state();
        }
    }

    /** The faulty one: another thread comes in between. */
    public static final class ItemByCheckThenAct extends Item {

        private volatile ItemState state = QUEUED;

        @Override
        boolean move(ItemState from, ItemState to) {
            if (state != from) {
                return false;
            }
            state = to;
            return true;
        }

        @Override
        public ItemState state() {
            return state;
        }
    }

    /** What an item is on one thread, written out. */
    public static final class SequentialItem {

        private ItemState state = QUEUED;

        public boolean claim() {
            if (state == QUEUED) {
                state = CLAIMED;
                return true;
            }
            return false;
        }

        public boolean finish() {
            if (state == CLAIMED) {
                state = DONE;
                return true;
            }
            return false;
        }

        public boolean cancel() {
            return leave(CANCELLED);
        }

        public boolean expire() {
            return leave(EXPIRED);
        }

        public boolean refuse() {
            if (state == QUEUED) {
                state = REFUSED;
                return true;
            }
            return false;
        }

        public ItemState state() {
            return state;
        }

        private boolean leave(ItemState unlessClaimed) {
            if (state == QUEUED) {
                state = unlessClaimed;
                return true;
            }
            return finish();
        }
    }

    /** A batch of one, which is enough for a last one to leave. */
    public static final class Members {

        private final LiveMembers members = new LiveMembers(1);
        private final AtomicInteger first = new AtomicInteger();
        private final AtomicInteger second = new AtomicInteger();
        private final AtomicInteger late = new AtomicInteger();
        private volatile boolean ended;

        public Members() {
            members.onAbandoned(new Tell(this, first));
        }

        @Operation(runOnce = true)
        public void leave() {
            members.leave();
        }

        @Operation(runOnce = true)
        public void end() {
            members.end();
            ended = true;
        }

        @Operation(runOnce = true)
        public void onAbandoned() {
            members.onAbandoned(new Tell(this, second));
        }

        @Operation
        public boolean isAbandoned() {
            return members.isAbandoned();
        }

        @Validate
        public void eachIsToldAtMostOnceAndInTime() {
            if (first.get() > 1 || second.get() > 1 || late.get() > 0) {
                throw new IllegalStateException(
                        "told %s and %s times, %s after the end".formatted(first, second, late));
            }
        }
    }

    /** Not a lambda, whose fields Lincheck cannot read on newer JDKs. */
    private static final class Tell implements Runnable {

        private final Members batch;
        private final AtomicInteger count;

        Tell(Members batch, AtomicInteger count) {
            this.batch = batch;
            this.count = count;
        }

        @Override
        public void run() {
            count.incrementAndGet();
            if (batch.ended) {
                batch.late.incrementAndGet();
            }
        }
    }

    /** What a batch is on one thread. */
    public static final class SequentialMembers {

        private boolean abandoned;

        public void leave() {
            abandoned = true;
        }

        public void end() {}

        public void onAbandoned() {}

        public boolean isAbandoned() {
            return abandoned;
        }
    }

    private static final class Deaf implements Outcome<Integer> {

        @Override
        public void succeeded(Integer output) {}

        @Override
        public void failed(Throwable failure) {}

        @Override
        public void expired() {}

        @Override
        public void refused(Refusal refusal) {}
    }
}
