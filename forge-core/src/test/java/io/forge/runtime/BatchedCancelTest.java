package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.State;
import io.forge.api.Handler;
import io.forge.testkit.Answer;
import io.forge.testkit.Batches;
import io.forge.testkit.Client;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of a batched handler that leave cost the others nothing, and handlers and servers that end tell everybody. */
class BatchedCancelTest {

    private static final String HELD = "held";

    private final Batches batches = new Batches();
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final AtomicBoolean wasInterrupted = new AtomicBoolean();

    /** Holds the batch that has the input {@link #HELD}. */
    private Handler<String, String> handler() {
        return Handler.batched(String.class, String.class, batch -> {
            wasInterrupted.compareAndSet(false, Thread.currentThread().isInterrupted());
            if (batch.inputs().contains(HELD)) {
                batch.onCancel(() -> {
                    assertThat(batch.isCancelled()).isTrue();
                    cancelled.countDown();
                });
                try {
                    batches.run(batch);
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
            }
            return new ArrayList<>(batch.inputs());
        });
    }

    private ForgeBuilder serving() {
        return serving(handler());
    }

    private static ForgeBuilder serving(Handler<String, String> handler) {
        return Forge.builder()
                .port(0)
                .set("http.io-threads", 1)
                .set("handlers.code.batch.instances", 1)
                .handler("code", handler);
    }

    /** What has not given its permit back would be waited for, and told. */
    private static void assertNothingIsLeft(Forge forge, Log log) {
        forge.close();
        assertThat(log.messages(Level.WARN)).isEmpty();
    }

    @Test
    void takesACallOutWhoseClientLeavesWhileItWaits() {
        try (Forge forge = serving().start();
                var calls = batches.callsTo(forge, "code");
                var log = Log.capture()) {
            calls.run(HELD).queue("a", "leaves", "b");
            calls.leave(2).untilQueued(2);
            batches.open();

            assertThat(calls.answer(1).body()).isEqualTo("a");
            assertThat(calls.answer(3).body()).isEqualTo("b");
            assertNothingIsLeft(forge, log);
        }
    }

    @Test
    void goesOnForTheOthersOfABatch() {
        var entered = new CountDownLatch(1);
        var awaitsOne = Handler.batched(String.class, String.class, batch -> {
            batches.run(batch);
            batch.onCancel(cancelled::countDown);
            int leaves = batch.inputs().indexOf("leaves");
            if (leaves >= 0) {
                entered.countDown();
                Latches.awaitUntil(() -> batch.call(leaves).isCancelled());
            }
            return new ArrayList<>(batch.inputs());
        });
        try (Forge forge = serving(awaitsOne).start();
                var calls = batches.callsTo(forge, "code");
                var log = Log.capture()) {
            calls.run(HELD).queue("stays", "leaves");
            batches.open();
            Latches.awaitUntil(() -> entered.getCount() == 0);
            calls.leave(2);

            assertThat(calls.answer(1).body()).isEqualTo("stays");
            assertThat(batches.inputs()).containsExactly(List.of(HELD), List.of("stays", "leaves"));
            assertThat(cancelled.getCount()).isOne();
            assertNothingIsLeft(forge, log);
        }
    }

    @Test
    void tellsCodeThatNobodyWaitsForAnyMore() throws Exception {
        try (Forge forge = serving().start();
                var calls = batches.callsTo(forge, "code");
                var log = Log.capture()) {
            calls.run(HELD).queue("behind");
            calls.leave(0);

            Latches.await(interrupted);
            Latches.await(cancelled);
            assertThat(calls.answer(1).body()).isEqualTo("behind");
            assertThat(wasInterrupted).isFalse();
            assertNothingIsLeft(forge, log);
        }
    }

    @Test
    void isCancelledInProcessToo() throws Exception {
        try (Forge forge = serving().start();
                var log = Log.capture()) {
            var call = (CompletableFuture<String>) forge.call("code", HELD, String.class);
            Latches.awaitUntil(() -> !batches.inputs().isEmpty());
            var waiting = (CompletableFuture<String>) forge.call("code", "waits", String.class);
            Latches.awaitUntil(() -> batches.callsTo(forge, "code").state().queued() == 1);
            waiting.cancel(true);
            Latches.awaitUntil(() -> batches.callsTo(forge, "code").state().queued() == 0);
            call.cancel(true);

            Latches.await(cancelled);
            assertThat(Client.ask(forge, "/code", "next").body()).isEqualTo("next");
            assertNothingIsLeft(forge, log);
        }
    }

    @Test
    void answersWhatWaitsBeforeTheServerEnds() throws Exception {
        try (Forge forge = serving().start();
                var calls = batches.callsTo(forge, "code")) {
            calls.run(HELD).queue("a", "b");
            var closing = new Thread(forge::close);
            closing.start();
            Latches.awaitUntil(() -> forge.state() != State.RUNNING);
            batches.open();

            assertThat(calls.answers()).extracting(Answer::body).containsExactly(HELD, "a", "b");
            closing.join();
        }
    }

    /** With and without code that cares about its interrupt. */
    @ParameterizedTest
    @ValueSource(strings = {"0ms", "50ms"})
    void tellsWhatTheDrainLeavesBehind(String drain) throws Exception {
        List<Answer> answers;
        try (var log = Log.capture()) {
            Forge forge = serving().set("calls.drain", drain).start();
            try (var calls = batches.callsTo(forge, "code")) {
                calls.run(HELD).queue("a", "b");
                forge.close();
                answers = calls.answers();
            }
            assertThat(log.messages(Level.ERROR)).isEmpty();
        }

        assertThat(answers).extracting(Answer::status).containsExactly(503, 503, 503);
        Latches.await(interrupted);
        assertThat(batches.inputs()).containsExactly(List.of(HELD));
    }
}
