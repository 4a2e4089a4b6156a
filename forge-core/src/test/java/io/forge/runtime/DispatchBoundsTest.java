package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.testkit.Client;
import io.forge.testkit.Gate;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DispatchBoundsTest {

    @ParameterizedTest
    @MethodSource("io.forge.testkit.Modes#blocking")
    void refusesAtOnceWhatFindsNoPlace(Dispatch mode) throws Exception {
        var gate = new Gate();
        try (Forge forge = builder(gate.handler().on(mode))
                        .set("dispatch.worker.threads", 1)
                        .set("dispatch.worker.queue", 0)
                        .set("dispatch.serial.queue", 0)
                        .set("dispatch.virtual.max-running", 1)
                        .set("dispatch.thread.max-running", 1)
                        .start();
                var first = Client.to(forge);
                var second = Client.to(forge)) {
            first.post("/gate", "first");
            gate.awaitEntered();

            var refused = second.post("/gate", "second").answer();
            gate.open();

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("retry-after")).isEqualTo("1");
            assertThat(refused.detail())
                    .isEqualTo("Handler gate is at its limit of 1 calls in flight: try again in 1s");
            assertThat(first.answer().body()).isEqualTo("first");
        }
    }

    @Test
    void refusesAtOnceWhatWouldBeOneFutureTooManyOnTheEventLoop() {
        var future = new CompletableFuture<String>();
        var handler = Handler.async(String.class, String.class, (text, call) -> future)
                .on(Dispatch.EVENT_LOOP);
        try (Forge forge = builder(handler)
                        .set("dispatch.event-loop.max-running", 1)
                        .start();
                var second = Client.to(forge)) {
            var call = forge.call("gate", "first", String.class).toCompletableFuture();

            assertThat(second.post("/gate", "second").answer().status()).isEqualTo(429);

            future.complete("done");
            assertThat(call.join()).isEqualTo("done");
            assertThat(second.post("/gate", "third").answer().body()).isEqualTo("done");
        }
    }

    @Test
    void aFullHandlerDoesNotKeepAnotherFromServing() throws Exception {
        var gate = new Gate();
        try (Forge forge = builder(gate.handler().on(Dispatch.SERIAL))
                        .set("dispatch.serial.queue", 0)
                        .handler("echo", echo().on(Dispatch.SERIAL))
                        .start();
                var client = Client.to(forge)) {
            client.post("/gate", "x");
            gate.awaitEntered();

            assertThat(Client.ask(forge, "/echo", "y").body()).isEqualTo("y");
            gate.open();
        }
    }

    @Test
    void aLongBodySendsAnEventLoopCallToTheWorker() {
        var handler = Handler.unary(
                        String.class,
                        String.class,
                        (text, call) -> Thread.currentThread().getName())
                .on(Dispatch.EVENT_LOOP);
        try (Forge forge =
                builder(handler).set("dispatch.event-loop.max-body", "1KiB").start()) {
            assertThat(Client.ask(forge, "/gate", "x".repeat(1024)).body()).startsWith("forge I/O");
            assertThat(Client.ask(forge, "/gate", "x".repeat(1025)).body()).startsWith("forge task");
        }
    }

    @Test
    void aSerialHandlerIsRunByOneThreadOnly() {
        var handler = Handler.unary(
                        String.class,
                        String.class,
                        (text, call) -> Thread.currentThread().getName())
                .on(Dispatch.SERIAL);
        try (Forge forge = builder(handler).start()) {
            var calls = new CompletableFuture<?>[50];
            for (int i = 0; i < calls.length; i++) {
                calls[i] = forge.call("gate", "x", String.class).toCompletableFuture();
            }
            CompletableFuture.allOf(calls).join();

            assertThat(Arrays.stream(calls).map(CompletableFuture::join).distinct())
                    .singleElement()
                    .isEqualTo("forge-gate-0");
        }
    }

    private static Handler<String, String> echo() {
        return Handler.unary(String.class, String.class, (text, call) -> text);
    }

    private static ForgeBuilder builder(Handler<?, ?> handler) {
        return Forge.builder().port(0).handler("gate", handler);
    }
}
