package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that count at the same time, or one after the other, and of which nothing may be lost. */
class ThreadStripesTest {

    private static final int ADDITIONS = 20_000;
    private static final int BRIEF_THREADS = 1_000;

    private final ThreadStripes stripes = new ThreadStripes(2 * DurationAdder.SUMS);
    private final DurationAdder first = new DurationAdder(stripes, 0);
    private final DurationAdder second = new DurationAdder(stripes, DurationAdder.SUMS);

    private static List<Thread> start(int threads, ThreadFactory factory, Runnable task) {
        var started = new ArrayList<Thread>();
        for (int i = 0; i < threads; i++) {
            var thread = factory.newThread(task);
            thread.start();
            started.add(thread);
        }
        return started;
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (var thread : threads) {
            thread.join();
        }
    }

    private void addOnce() {
        first.add(3);
        second.add(5);
    }

    private void assertAdded(long times) {
        assertThat(first.count()).isEqualTo(times);
        assertThat(first.nanos()).isEqualTo(3 * times);
        assertThat(second.count()).isEqualTo(times);
        assertThat(second.nanos()).isEqualTo(5 * times);
    }

    /** More threads than there are stripes: some of those that claim one get none. */
    @ParameterizedTest
    @ValueSource(ints = {2, 8, 200})
    void losesNothingOfThreadsThatAddAtTheSameTime(int threads) throws Exception {
        var go = new Phaser(1);
        var number = new AtomicInteger();
        int additions = ADDITIONS / threads;
        var started = start(threads, Thread::new, () -> {
            boolean claims = number.getAndIncrement() % 4 != 0;
            go.awaitAdvance(0);
            for (int i = 0; i < additions; i++) {
                if (claims) {
                    stripes.claim();
                }
                addOnce();
            }
        });
        go.arrive();
        join(started);

        assertAdded((long) threads * additions);
    }

    @Test
    void givesAThreadTheStripeOfOneThatHasEnded() throws Exception {
        var refused = new AtomicInteger();
        for (int i = 0; i < BRIEF_THREADS; i++) {
            join(start(1, Thread::new, () -> {
                stripes.claim();
                if (!stripes.countAndAdd(0, 3)) {
                    refused.incrementAndGet();
                }
            }));
        }

        assertThat(refused).hasValue(0);
        assertThat(first.count()).isEqualTo(BRIEF_THREADS);
        assertThat(first.nanos()).isEqualTo(3 * BRIEF_THREADS);
    }

    @Test
    void losesNothingOfThreadsThatComeAndGo() throws Exception {
        join(start(BRIEF_THREADS, Thread::new, () -> {
            stripes.claim();
            addOnce();
        }));

        assertAdded(BRIEF_THREADS);
    }

    static Stream<ThreadFactory> virtualThreads() {
        return VirtualThreads.factory("brief").stream();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("virtualThreads")
    void losesNothingOfVirtualThreads(ThreadFactory threads) throws Exception {
        var number = new AtomicInteger();
        join(start(BRIEF_THREADS, threads, () -> {
            if (number.getAndIncrement() % 2 == 0) {
                stripes.claim();
            }
            addOnce();
            Thread.yield();
            addOnce();
        }));

        assertAdded(2 * BRIEF_THREADS);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("io.forge.testkit.Modes#inPlace")
    void keepsVirtualThreadsFromTheStripeOfTheirCarrier(VirtualCarrier carrier) {
        assertThat(carrier).isEqualTo(VirtualCarrier.IN_PLACE);
        stripes.claim();
        var added = new AtomicBoolean();
        InPlaceThreads.start("in place", () -> added.set(stripes.countAndAdd(0, 3)));

        assertThat(added).isFalse();
        assertThat(stripes.countAndAdd(0, 3)).isTrue();
    }

    @Test
    void givesNoStripeToAThreadThatHasNotClaimedOne() {
        assertThat(stripes.countAndAdd(0, 3)).isFalse();
        assertThat(stripes.sum(0)).isZero();
    }

    /** What is read grows while a thread adds, and is never more than was added. */
    @Test
    void canBeReadMeanwhile() throws Exception {
        var adding = start(1, Thread::new, () -> {
            stripes.claim();
            for (int i = 0; i < ADDITIONS; i++) {
                addOnce();
            }
        });
        long before = 0;
        while (adding.get(0).isAlive()) {
            long now = first.count();
            assertThat(now).isBetween(before, (long) ADDITIONS);
            before = now;
        }

        assertAdded(ADDITIONS);
    }
}
