package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.api.Dispatch;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.api.Sink;
import io.forge.json.JsonCodecs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Where the time of calls goes, on a clock that only this test moves. */
class CallStatisticsTest {

    private static final long BODY = 1;
    private static final long QUEUE = 20;
    private static final long DECODE = 300;
    private static final long COMPUTE = 4_000;
    private static final long ENCODE = 50_000;

    private final AtomicLong time = new AtomicLong(-100);
    private final CallSupervisor supervisor = new CallSupervisor(time::get, Duration.ofSeconds(1));
    private final CallServices services = new CallServices(supervisor, new CallStatistics());

    /** Takes its time at each step. */
    private final class SlowTransport implements CallTransport<String, String> {

        @Override
        public String input() {
            time.addAndGet(DECODE);
            return "x";
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.empty();
        }

        @Override
        public Sink<String> sink(CallHandle call) {
            return item -> time.addAndGet(COMPUTE);
        }

        @Override
        public void answered(CallHandle call, String value) {
            time.addAndGet(ENCODE);
            call.written();
        }

        @Override
        public void streamed() {}

        @Override
        public void failed(ForgeException failure) {}
    }

    private Servable<String, String> servable(Handler<String, String> handler) {
        Executor slow = task -> {
            time.addAndGet(QUEUE);
            task.run();
        };
        return new ServableFactory(
                        new Dispatchers(slow, slow, supervisor, DispatchConfig.defaults()),
                        new PlainCodecs(new JsonCodecs(100)),
                        new ServableFactory.Defaults(100, Duration.ofSeconds(1)))
                .create("code", Servable.ONLY_VERSION, handler, ServableFactory.Settings.NONE);
    }

    private Handler<String, String> computing() {
        return Handler.unary(String.class, String.class, (text, call) -> {
            time.addAndGet(COMPUTE);
            return text;
        });
    }

    private ActiveCall<String, String> admit(Servable<String, String> servable) {
        servable.lane().tryAcquire();
        return new ActiveCall<>(servable, new SlowTransport(), "id", services);
    }

    private static void assertDurations(DurationAdder durations, long count, long nanos) {
        assertThat(durations.count()).isEqualTo(count);
        assertThat(durations.nanos()).isEqualTo(nanos);
    }

    @Test
    void addsUpWhatEachPartTook() {
        var servable = servable(computing().on(Dispatch.WORKER));
        admit(servable).start(0);
        admit(servable).start(0);

        var statistics = servable.statistics();
        assertDurations(statistics.waited(), 2, 2 * QUEUE);
        assertDurations(statistics.decoded(), 2, 2 * DECODE);
        assertDurations(statistics.computed(), 2, 2 * COMPUTE);
        assertDurations(statistics.encoded(), 2, 2 * ENCODE);
        assertDurations(statistics.succeeded(), 2, 2 * (QUEUE + DECODE + COMPUTE + ENCODE));
        assertDurations(statistics.failed(), 0, 0);
    }

    @Test
    void findsNoQueueWhereTheCallRunsAtOnce() {
        var servable = servable(computing().on(Dispatch.EVENT_LOOP));
        admit(servable).startOnIoThread(0);

        assertDurations(servable.statistics().waited(), 1, 0);
    }

    @Test
    void countsTheWayOfTheBodyToTheCallAndNotToTheQueue() {
        var servable = servable(computing().on(Dispatch.WORKER));
        var call = admit(servable);
        time.addAndGet(BODY);
        call.bodyArrived();
        call.startOnIoThread(0);

        assertDurations(servable.statistics().waited(), 1, QUEUE);
        assertDurations(servable.statistics().succeeded(), 1, BODY + QUEUE + DECODE + COMPUTE + ENCODE);
    }

    @Test
    void countsAFailureUntilItWasOneAndThePartsBeforeIt() {
        var servable = servable(Handler.unary(String.class, String.class, (text, call) -> {
                    time.addAndGet(COMPUTE);
                    throw new ForgeException(ErrorCode.CONFLICT, "no");
                })
                .on(Dispatch.WORKER));
        admit(servable).start(0);

        var statistics = servable.statistics();
        assertDurations(statistics.decoded(), 1, DECODE);
        assertDurations(statistics.computed(), 0, 0);
        assertDurations(statistics.succeeded(), 0, 0);
        assertDurations(statistics.failed(), 1, QUEUE + DECODE + COMPUTE);
    }

    @Test
    void countsACallWhoseCodeNeverStarted() {
        var servable = servable(computing());
        var call = admit(servable);
        time.addAndGet(BODY);
        call.withdraw(Refusals.callerGone());

        assertDurations(servable.statistics().failed(), 1, BODY);
        assertDurations(servable.statistics().waited(), 0, 0);
        assertThat(servable.statistics().lastExecution()).isEmpty();
    }

    @Test
    void countsAStreamUntilItsEnd() {
        var servable = servable(Handler.streaming(String.class, String.class, (text, sink, call) -> {
                    sink.send(text);
                    sink.send(text);
                })
                .on(Dispatch.WORKER));
        admit(servable).start(0);

        assertDurations(servable.statistics().computed(), 1, 2 * COMPUTE);
        assertDurations(servable.statistics().encoded(), 0, 0);
        assertDurations(servable.statistics().succeeded(), 1, QUEUE + DECODE + 2 * COMPUTE);
    }

    @Test
    void remembersWhenTheCodeWasLastStartedToAMillisecond() {
        var servable = servable(computing().on(Dispatch.EVENT_LOOP));
        long first = time.get() + DECODE;
        admit(servable).startOnIoThread(0);
        admit(servable).startOnIoThread(0);
        assertThat(servable.statistics().lastExecution()).hasValue(first);

        time.addAndGet(1_000_000);
        long later = time.get() + DECODE;
        admit(servable).startOnIoThread(0);
        assertThat(servable.statistics().lastExecution()).hasValue(later);
    }

    @Test
    void tellsWhenThatWasByTheClockOnTheWall() {
        var wall = new WallClock(time::get, () -> Instant.ofEpochMilli(1_000_000));
        long then = time.get();
        time.addAndGet(Duration.ofMillis(400).toNanos());

        assertThat(wall.epochMillis(then)).isEqualTo(999_600);
    }

    @Test
    void beginsAnewWithTheNextServable() {
        admit(servable(computing().on(Dispatch.EVENT_LOOP))).startOnIoThread(0);

        assertDurations(servable(computing()).statistics().succeeded(), 0, 0);
    }
}
