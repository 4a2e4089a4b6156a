package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.State;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.testkit.Client;
import io.forge.testkit.ForgeThreads;
import io.forge.testkit.Gate;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a caller sees of each dispatch mode: an answer, an exception, its own leaving, and the server's end. */
class DispatchTest {

    private static final String MODES = "io.forge.testkit.Modes#all";
    private static final String BLOCKING = "io.forge.testkit.Modes#blocking";

    @ParameterizedTest
    @MethodSource(MODES)
    void answersFromAThreadOfTheMode(Dispatch mode) {
        try (Forge forge = serving(mode, whereItRuns())) {
            var answer = Client.ask(forge, "/gate", "where");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).startsWith(threadNames(mode));
        }
    }

    private static Handler<String, String> whereItRuns() {
        return Handler.unary(
                String.class,
                String.class,
                (text, call) -> Thread.currentThread().getName());
    }

    private static String threadNames(Dispatch mode) {
        return switch (mode) {
            case EVENT_LOOP -> "forge I/O";
            case WORKER -> "forge task";
            case VIRTUAL -> "forge-gate";
            case THREAD, SERIAL -> "forge-gate-";
        };
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void answersAnExceptionAndTheNextCallAfterIt(Dispatch mode) {
        var handler = Handler.unary(String.class, String.class, (text, call) -> {
            if (text.equals("fail")) {
                throw new IllegalStateException("secret");
            }
            return text;
        });
        try (var log = Log.capture();
                Forge forge = serving(mode, handler);
                var client = Client.to(forge)) {
            var failed = client.post("/gate", "fail").answer();
            var next = client.post("/gate", "next").answer();

            assertThat(failed.status()).isEqualTo(500);
            assertThat(failed.body()).doesNotContain("secret");
            assertThat(next.body()).isEqualTo("next");
            assertThat(log.messages(Level.WARN)).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource(BLOCKING)
    void tellsAndInterruptsCodeWhoseClientHasGone(Dispatch mode) throws Exception {
        var gate = new Gate();
        try (var log = Log.capture()) {
            try (Forge forge = serving(mode, gate.handler())) {
                try (var client = Client.to(forge)) {
                    client.post("/gate", "x");
                    gate.awaitEntered();
                }

                gate.awaitCancelled();
                gate.awaitInterrupted();
            }
            // A lane with a call in it would have been drained for a minute, and then named.
            assertThat(log.messages(Level.WARN)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(BLOCKING)
    void givesThePlaceOfACallBackWhoseClientHasGone(Dispatch mode) throws Exception {
        var gate = new Gate();
        try (Forge forge = builder(mode, gate.handler())
                .set("dispatch.thread.max-running", 1)
                .set("dispatch.virtual.max-running", 1)
                .set("dispatch.serial.queue", 0)
                .set("dispatch.worker.threads", 1)
                .set("dispatch.worker.queue", 0)
                .start()) {
            try (var client = Client.to(forge)) {
                client.post("/gate", "x");
                gate.awaitEntered();
                client.reset();
            }
            gate.awaitInterrupted();
            gate.open();

            Latches.awaitUntil(() -> Client.ask(forge, "/gate", "next").body().equals("next"));
        }
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void answersACallThatIsUnderWayWhenTheServerStops(Dispatch mode) throws Exception {
        var gate = new Gate();
        Forge forge = serving(mode, gate.handler());
        try (var client = Client.to(forge)) {
            client.post("/gate", "last words");
            gate.awaitEntered();

            var closing = CompletableFuture.runAsync(forge::close, task -> new Thread(task).start());
            Latches.awaitUntil(() -> forge.state() == State.DRAINING);
            gate.open();
            var answer = client.answer();
            closing.join();

            assertThat(answer.body()).isEqualTo("last words");
            assertThat(gate.wasInterrupted()).isFalse();
            assertThat(forge.state()).isEqualTo(State.CLOSED);
            assertThat(ForgeThreads.left()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(BLOCKING)
    void interruptsACallThatOutlastsTheDrain(Dispatch mode) throws Exception {
        var gate = new Gate();
        Forge forge = builder(mode, gate.handler()).set("calls.drain", "1ms").start();
        try (var client = Client.to(forge)) {
            client.post("/gate", "x");
            gate.awaitEntered();

            forge.close();

            gate.awaitInterrupted();
            var answer = client.answer();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.detail()).isEqualTo("The server is shutting down");
            assertThat(ForgeThreads.left()).isEmpty();
        }
    }

    private static Forge serving(Dispatch mode, Handler<String, String> handler) {
        return builder(mode, handler).start();
    }

    private static ForgeBuilder builder(Dispatch mode, Handler<String, String> handler) {
        return Forge.builder()
                .port(0)
                .set("http.io-threads", 2)
                .set("calls.drain", "1m")
                .handler("gate", handler.on(mode));
    }
}
