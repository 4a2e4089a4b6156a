package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.api.Call;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.testkit.Client;
import io.forge.testkit.Gate;
import io.forge.testkit.Latches;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClientGoneTest {

    @ParameterizedTest
    @MethodSource("io.forge.testkit.Modes#blocking")
    void aClientThatOnlyStopsSendingIsToldWhatStillComes(Dispatch mode) throws Exception {
        var entered = new CountDownLatch(1);
        var cancelled = new CountDownLatch(1);
        var handler = Handler.unary(String.class, String.class, (text, call) -> {
            call.onCancel(cancelled::countDown);
            entered.countDown();
            while (cancelled.getCount() > 0) {
                try {
                    Latches.await(cancelled);
                } catch (InterruptedException e) {
                    assertThat(call.isCancelled()).isTrue();
                }
            }
            return text;
        });
        try (Forge forge = serving(handler.on(mode));
                var client = Client.to(forge)) {
            client.post("/code", "still here");
            Latches.await(entered);
            var answer = client.halfClose().answer();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("still here");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EVENT_LOOP", "WORKER"})
    void aFutureIsToldThatItsClientHasGone(Dispatch mode) throws Exception {
        var asked = new CountDownLatch(1);
        var future = new CompletableFuture<String>();
        var handler = Handler.async(String.class, String.class, (text, call) -> {
            call.onCancel(() -> future.complete("never mind"));
            asked.countDown();
            return future;
        });
        try (Forge forge = serving(handler.on(mode))) {
            try (var client = Client.to(forge)) {
                client.post("/code", "x");
                Latches.await(asked);
            }

            Latches.awaitUntil(future::isDone);
            assertThat(future.join()).isEqualTo("never mind");
        }
    }

    @Test
    void aCallWhoseClientLeavesWhileItWaitsForAThreadNeverRuns() throws Exception {
        var gate = new Gate();
        var second = new CountDownLatch(1);
        var handler = Handler.unary(String.class, String.class, (text, call) -> {
            if (text.equals("second")) {
                second.countDown();
            }
            return gateOf(gate, text, call);
        });
        try (Forge forge = serving(handler.on(Dispatch.SERIAL));
                var first = Client.to(forge);
                var probe = Client.to(forge)) {
            first.post("/code", "first");
            gate.awaitEntered();
            try (var waiting = Client.to(forge)) {
                waiting.post("/code", "second").halfClose();

                assertThat(waiting.answer().status()).isEqualTo(499);
            }
            gate.open();

            assertThat(first.answer().body()).isEqualTo("first");
            assertThat(probe.post("/code", "third").answer().body()).isEqualTo("third");
            assertThat(second.getCount()).isEqualTo(1);
        }
    }

    @SuppressWarnings("unchecked")
    private static String gateOf(Gate gate, String text, Call call) throws Exception {
        return ((Handler.Unary<String, String>) gate.handler().code()).handle(text, call);
    }

    @Test
    void anEventLoopServesOnWhenTheClientOfACallHasGone() throws Exception {
        var gate = new Gate();
        try (Forge forge = serving(gate.handler().on(Dispatch.EVENT_LOOP))) {
            try (var client = Client.to(forge)) {
                client.post("/code", "x");
                gate.awaitEntered();
            }
            gate.open();
            gate.awaitLeft();

            assertThat(gate.wasInterrupted()).isFalse();
            assertThat(Client.ask(forge, "/code", "next").body()).isEqualTo("next");
        }
    }

    private static Forge serving(Handler<?, ?> handler) {
        return Forge.builder()
                .port(0)
                .set("calls.drain", "1m")
                .handler("code", handler)
                .start();
    }
}
