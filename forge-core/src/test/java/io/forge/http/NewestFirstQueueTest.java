package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.testkit.Latches;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who gets which task, and that nobody sleeps while there is one. */
final class NewestFirstQueueTest {

    private final NewestFirstQueue queue = new NewestFirstQueue();
    private final Queue<String> served = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void endThreads() throws InterruptedException {
        for (var thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }

    @Test
    void theThreadThatHasWaitedForTheShortestTimeIsWoken() throws Exception {
        startWaiting("first");
        startWaiting("second");
        var last = startWaiting("last");

        for (int i = 0; i < 3; i++) {
            var ran = new CountDownLatch(1);
            queue.put(ran::countDown);
            Latches.await(ran);
            awaitWaiting(last);
        }

        assertThat(served).containsExactly("last", "last", "last");
    }

    @Test
    void whoeverIsWokenWakesTheNextWhileThereIsMore() throws Exception {
        startWaiting("first");
        startWaiting("second");
        var both = new CountDownLatch(2);
        queue.put(() -> meet(both));
        queue.put(() -> meet(both));

        Latches.await(both);
        assertThat(served).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void anInterruptedThreadLeavesItsTurnToAnother() throws Exception {
        startWaiting("first");
        var gone = startWaiting("gone");
        gone.interrupt();
        gone.join();
        var ran = new CountDownLatch(1);
        queue.put(ran::countDown);

        Latches.await(ran);
        assertThat(served).containsExactly("first");
    }

    @Test
    void everyTaskIsTakenOnceWhileThreadsComeAndGo() throws Exception {
        int tasks = 20_000;
        var runs = new AtomicInteger();
        var done = new CountDownLatch(tasks);
        for (int i = 0; i < 4; i++) {
            start("worker " + i);
        }
        for (int producer = 0; producer < 2; producer++) {
            var thread = new Thread(() -> {
                for (int i = 0; i < tasks / 2; i++) {
                    queue.put(() -> {
                        runs.incrementAndGet();
                        done.countDown();
                    });
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (int i = 0; i < 100; i++) {
            var passing = start("passing");
            passing.interrupt();
        }

        Latches.await(done);
        assertThat(runs).hasValue(tasks);
        assertThat(queue).isEmpty();
    }

    @Test
    void isAQueueAsPoolsUseOne() throws Exception {
        Runnable one = () -> {};
        Runnable two = () -> served.add("two");
        queue.put(one);
        assertThat(queue.offer(two, 1, TimeUnit.DAYS)).isTrue();

        assertThat(queue).containsExactly(one, two);
        assertThat(queue.peek()).isSameAs(one);
        assertThat(queue.remove(two)).isTrue();
        assertThat(queue.poll()).isSameAs(one);
        assertThat(queue.poll(1, TimeUnit.NANOSECONDS)).isNull();
        queue.put(one);
        var drained = new ArrayList<Runnable>();
        assertThat(queue.drainTo(drained)).isEqualTo(1);
        assertThat(drained).containsExactly(one);
        assertThat(queue.remainingCapacity()).isEqualTo(Integer.MAX_VALUE);
    }

    private static void meet(CountDownLatch both) {
        both.countDown();
        Latches.awaitUntil(() -> both.getCount() == 0);
    }

    private Thread startWaiting(String name) {
        var thread = start(name);
        awaitWaiting(thread);
        return thread;
    }

    private Thread start(String name) {
        var thread = new Thread(() -> serve(name), name);
        thread.start();
        threads.add(thread);
        return thread;
    }

    private void serve(String name) {
        try {
            while (true) {
                var task = queue.take();
                served.add(name);
                task.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitWaiting(Thread thread) {
        Latches.awaitUntil(() -> thread.getState() == Thread.State.TIMED_WAITING);
    }
}
