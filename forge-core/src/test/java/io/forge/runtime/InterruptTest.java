package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.testkit.Client;
import io.forge.testkit.Gate;
import io.forge.testkit.Latches;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An interrupt is for one call: it never reaches the next one on the same thread. */
class InterruptTest {

    @Test
    void anInterruptThatComesWhileTheCodeLeavesDoesNotReachTheNextCall() throws Exception {
        var entered = new CountDownLatch(1);
        var cancelled = new CountDownLatch(1);
        var handler = Handler.unary(String.class, String.class, (text, call) -> {
            if (text.equals("first")) {
                call.onCancel(cancelled::countDown);
                entered.countDown();
                // Leaves with the interrupt still set: nothing here takes notice of it.
                Latches.awaitUntil(() -> Thread.currentThread().isInterrupted());
                return "ignored";
            }
            return "interrupted: " + Thread.currentThread().isInterrupted();
        });
        try (Forge forge = serving(handler.on(Dispatch.SERIAL))) {
            var first = forge.call("code", "first", String.class).toCompletableFuture();
            Latches.await(entered);
            var second = forge.call("code", "second", String.class).toCompletableFuture();
            first.cancel(true);
            Latches.await(cancelled);

            assertThat(second.join()).isEqualTo("interrupted: false");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EVENT_LOOP", "WORKER", "SERIAL"})
    void aFlagThatCodeSetsItselfNeitherBreaksItsAnswerNorReachesTheNextCall(Dispatch mode) {
        var handler = Handler.unary(String.class, String.class, (text, call) -> {
            boolean before = Thread.currentThread().isInterrupted();
            Thread.currentThread().interrupt();
            return "interrupted: " + before;
        });
        try (Forge forge = Forge.builder()
                        .port(0)
                        .set("http.io-threads", 1)
                        .set("dispatch.worker.threads", 1)
                        .handler("code", handler.on(mode))
                        .start();
                var client = Client.to(forge)) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.post("/code", "x").answer().body()).isEqualTo("interrupted: false");
            }
        }
    }

    @Test
    void aCallThatHasEndedIsNotInterruptedByALateCancel() throws Exception {
        var gate = new Gate();
        try (Forge forge = serving(gate.handler().on(Dispatch.SERIAL))) {
            var echo = forge.call("echo", "done", String.class).toCompletableFuture();
            assertThat(echo.join()).isEqualTo("done");
            var running = forge.call("code", "x", String.class).toCompletableFuture();
            gate.awaitEntered();

            echo.cancel(true);
            gate.open();

            assertThat(running.join()).isEqualTo("x");
            assertThat(gate.wasInterrupted()).isFalse();
        }
    }

    private static Forge serving(Handler<?, ?> handler) {
        return Forge.builder()
                .port(0)
                .handler("code", handler)
                .handler("echo", Handler.unary(String.class, String.class, (text, call) -> text))
                .start();
    }
}
