package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.api.Dispatch;
import io.forge.testkit.Client;
import io.forge.testkit.Gate;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EventLoopWatchTest {

    @Test
    void namesAHandlerThatHoldsAnIoThread() throws Exception {
        var gate = new Gate();
        try (var log = Log.capture();
                Forge forge = Forge.builder()
                        .port(0)
                        .set("dispatch.event-loop.hold-warning", "1ms")
                        .handler("gate", gate.handler().on(Dispatch.EVENT_LOOP))
                        .start();
                var client = Client.to(forge)) {
            client.post("/gate", "x");
            gate.awaitEntered();

            log.awaitFirst();
            gate.open();

            assertThat(client.answer().body()).isEqualTo("x");
            assertThat(log.messages(Level.WARN))
                    .singleElement()
                    .asString()
                    .startsWith("Handler gate has blocked IO thread 'forge I/O-")
                    .endsWith("Blocking or CPU-bound code belongs on another dispatch: worker or virtual");
        }
    }

    @Test
    void namesTheFirstCallOnAThreadThatDoesNotLoadClasses() {
        var time = new AtomicLong();
        var watch = new EventLoopWatch(time::get, TimeUnit.MILLISECONDS.toNanos(100));
        var opened = new CountDownLatch(1);
        var holder = new Thread(new FutureTask<>(() -> {
            watch.slot().enter(new Code("first"), time.get());
            Latches.await(opened); // In no package of the server's own.
            return null;
        }));
        holder.start();
        try (var log = Log.capture()) {
            Latches.awaitUntil(() -> holder.getState() == Thread.State.TIMED_WAITING);
            time.addAndGet(TimeUnit.MILLISECONDS.toNanos(101));
            watch.check();
            watch.check();

            assertThat(log.messages(Level.WARN))
                    .singleElement()
                    .asString()
                    .startsWith("Handler first has blocked")
                    .contains("for 101 ms");
        } finally {
            opened.countDown();
        }
    }

    @Test
    void namesAHandlerOnceAMinuteHoweverOftenItHoldsAThread() {
        var time = new AtomicLong();
        var watch = new EventLoopWatch(time::get, TimeUnit.MILLISECONDS.toNanos(100));
        try (var log = Log.capture()) {
            watch.slot().enter(new Code("first"), time.get());
            watch.slot().leave();
            for (int call = 0; call < 601; call++) {
                hold(watch, "slow", time);
            }
            hold(watch, "other", time);

            assertThat(log.messages(Level.WARN)).hasSize(3).allMatch(message -> message.contains("for 101 ms"));
            assertThat(log.messages(Level.WARN).get(0))
                    .startsWith("Handler slow")
                    .endsWith(" waits. Look into it");
            assertThat(log.messages(Level.WARN).get(1))
                    .startsWith("Handler slow")
                    .contains(
                            "every connection of that thread waits; since it was last named, so did 594 more of its calls.");
            assertThat(log.messages(Level.WARN).get(2))
                    .startsWith("Handler other")
                    .endsWith(" waits. Look into it");
        }
    }

    private static void hold(EventLoopWatch watch, String handler, AtomicLong time) {
        watch.slot().enter(new Code(handler), time.get());
        time.addAndGet(TimeUnit.MILLISECONDS.toNanos(101));
        watch.check();
        watch.check();
        watch.slot().leave();
    }

    @Test
    void namesAHandlerAgainWhileTheSameCallGoesOn() {
        var time = new AtomicLong();
        var watch = new EventLoopWatch(time::get, TimeUnit.MILLISECONDS.toNanos(100));
        try (var log = Log.capture()) {
            watch.slot().enter(new Code("endless"), time.get());
            for (int second = 0; second < 125; second++) {
                time.addAndGet(TimeUnit.SECONDS.toNanos(1));
                watch.check();
            }

            assertThat(log.messages(Level.WARN)).hasSize(3);
            assertThat(log.messages(Level.WARN).get(2))
                    .contains("for 122000 ms")
                    .endsWith(" waits. Look into it");
        }
    }

    @Test
    void givesTheFirstCallOnAThreadASecondForWhatIsNotTheHandlersCode() {
        var time = new AtomicLong();
        var watch = new EventLoopWatch(time::get, TimeUnit.MILLISECONDS.toNanos(100));
        try (var log = Log.capture()) {
            watch.slot().enter(new Code("cold"), time.get());
            time.addAndGet(TimeUnit.SECONDS.toNanos(1));
            watch.check();
            assertThat(log.events()).isEmpty();

            time.addAndGet(1);
            watch.check();
            assertThat(log.messages(Level.WARN)).singleElement().asString().contains("cold");
        }
    }

    @Test
    void saysNothingOfCodeThatHasLeftOrIsQuick() {
        var time = new AtomicLong();
        var watch = new EventLoopWatch(time::get, TimeUnit.MILLISECONDS.toNanos(100));
        try (var log = Log.capture()) {
            watch.slot().enter(new Code("quick"), time.get());
            time.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
            watch.check();
            watch.slot().leave();
            time.addAndGet(TimeUnit.SECONDS.toNanos(10));
            watch.check();

            assertThat(log.events()).isEmpty();
        }
    }

    @Test
    void namesNobodyWhomItSeesForTheFirstTime() {
        var time = new AtomicLong();
        var watch = new EventLoopWatch(time::get, TimeUnit.MILLISECONDS.toNanos(100));
        try (var log = Log.capture()) {
            watch.slot().enter(new Code("before"), time.get());
            watch.check();
            watch.slot().leave();
            watch.slot().enter(new Code("paused"), time.get());
            time.addAndGet(TimeUnit.SECONDS.toNanos(10));
            watch.check();
            assertThat(log.events()).isEmpty();

            watch.check();
            assertThat(log.messages(Level.WARN)).singleElement().asString().contains("paused");
        }
    }

    /** Code that holds an IO thread, and does not care. */
    @Test
    void tellsForHowLongCodeHasHeldAThreadBeyondTheLimit() {
        var time = new AtomicLong();
        var watch = new EventLoopWatch(time::get, 100);
        var code = new Code("slow");
        for (int call = 0; call < 2; call++) {
            watch.slot().enter(code, time.get());
            for (int look = 0; look < 4; look++) {
                watch.check();
                time.addAndGet(70);
            }
            watch.check();
            watch.slot().leave();
            watch.check();
        }

        assertThat(code.held()).hasValue(2 * (4 * 70 - 100));
    }

    private record Code(String handler, AtomicLong held) implements EventLoopWatch.Occupant {

        @Override
        public boolean isInPlace() {
            return false;
        }

        @Override
        public void noticed() {}

        private Code(String handler) {
            this(handler, new AtomicLong());
        }

        @Override
        public void heldBeyondLimit(long nanos) {
            held.addAndGet(nanos);
        }

        @Override
        public String heldTooLong() {
            return "Look into it";
        }
    }
}
