package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.api.Call;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.tensor.Tensors;
import io.forge.testkit.Answer;
import io.forge.testkit.Client;
import io.forge.testkit.Gate;
import io.forge.testkit.Latches;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls end when their time is over, wherever they run and whatever they do. */
class DeadlineTest {

    private static final String SOON = "X-Request-Timeout: 30ms";

    private static void assertEndedAfter(String limit, Answer answer) {
        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.detail()).isEqualTo("No answer within " + limit);
    }

    /** On a busy machine the time of a call may be over before its code has started, which it then never does. */
    private static void askUntil(Forge forge, BooleanSupplier hasStarted) {
        do {
            var answer = Client.ask(forge, "/code", "x", SOON);
            // Code that holds its IO thread is answered for when it leaves it.
            if (answer.status() != 200) {
                assertEndedAfter("30ms", answer);
            }
        } while (!hasStarted.getAsBoolean());
    }

    private static ForgeBuilder serving(Handler<?, ?> handler) {
        return Forge.builder().port(0).set("http.io-threads", 1).handler("code", handler);
    }

    @ParameterizedTest
    @MethodSource("io.forge.testkit.Modes#blocking")
    void endsCodeThatWaitsAndInterruptsIt(Dispatch mode) throws Exception {
        var gate = new Gate();
        try (Forge forge = serving(gate.handler().on(mode)).start()) {
            askUntil(forge, () -> !gate.threads().isEmpty());

            gate.awaitInterrupted();
        }
    }

    @ParameterizedTest
    @MethodSource("io.forge.testkit.Modes#blocking")
    void answersForCodeThatIgnoresInterrupts(Dispatch mode) throws Exception {
        var gate = new Gate();
        try (Forge forge = serving(gate.stubbornHandler().on(mode)).start()) {
            askUntil(forge, () -> !gate.threads().isEmpty());

            gate.awaitCancelled();
            gate.open();
        }
    }

    /** On a virtual thread in place the code would hold its IO thread, as it never waits. */
    @ParameterizedTest
    @MethodSource("io.forge.testkit.Modes#blocking")
    void answersForCodeThatLoops(Dispatch mode) {
        var read = new AtomicBoolean();
        var loops = Handler.unary(String.class, String.class, (text, call) -> {
                    Latches.awaitBusily(read::get);
                    return text;
                })
                .on(mode);
        try (Forge forge = serving(loops).set("dispatch.virtual.carrier", "jdk").start()) {
            assertEndedAfter("30ms", Client.ask(forge, "/code", "x", SOON));

            read.set(true);
        }
    }

    @ParameterizedTest
    @MethodSource("io.forge.testkit.Modes#all")
    void endsCallsThatAreAnsweredLater(Dispatch mode) {
        var never = new CompletableFuture<String>();
        var later =
                Handler.async(String.class, String.class, (text, call) -> never).on(mode);
        try (Forge forge = serving(later).set("calls.drain", "0ms").start()) {
            assertEndedAfter("30ms", Client.ask(forge, "/code", "x", SOON));
        }
    }

    @ParameterizedTest
    @MethodSource("io.forge.testkit.Modes#blocking")
    void endsAStreamThatHasNotBegun(Dispatch mode) {
        var gate = new CountDownLatch(1);
        var stream = Handler.streaming(Void.class, String.class, (nothing, sink, call) -> Latches.await(gate))
                .on(mode);
        try (Forge forge = serving(stream).start()) {
            assertEndedAfter("30ms", Client.ask(forge, "/code", "", SOON));
        }
    }

    @Test
    void endsNoStreamThatHasBegun() throws Exception {
        var otherHasEnded = new CountDownLatch(1);
        var remaining = new AtomicReference<Optional<?>>();
        var stream = Handler.streaming(Void.class, String.class, (nothing, sink, call) -> {
            sink.send("first");
            Latches.await(otherHasEnded);
            remaining.set(call.remaining());
        });
        var gate = new Gate();
        try (Forge forge = serving(stream).handler("gate", gate.handler()).start();
                var client = Client.to(forge)) {
            var head = client.post("/code", "", "X-Request-Timeout: 500ms").head();
            assertEndedAfter("500ms", Client.ask(forge, "/gate", "x", "X-Request-Timeout: 500ms"));
            otherHasEnded.countDown();

            assertThat(client.restOf(head).body()).isEqualTo("\"first\"\n");
            assertThat(remaining.get()).isEmpty();
        }
    }

    /** What waits for a thread has no code that could be interrupted, and gets none. */
    @Test
    void endsCallsThatWaitForTheirThreadAndNeverStartsThem() throws Exception {
        var gate = new Gate();
        try (Forge forge = serving(gate.handler().on(Dispatch.SERIAL)).start();
                var first = Client.to(forge)) {
            first.post("/code", "first");
            gate.awaitEntered();

            assertEndedAfter("30ms", Client.ask(forge, "/code", "second", SOON));
            gate.open();

            assertThat(first.answer().body()).isEqualTo("first");
            assertThat(Client.ask(forge, "/code", "third").body()).isEqualTo("third");
            assertThat(gate.threads()).hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("io.forge.testkit.Modes#all")
    void tellsTheCodeHowMuchTimeIsLeft(Dispatch mode) throws Exception {
        var hasStarted = new AtomicBoolean();
        var hasSeenNoneLeft = new CountDownLatch(1);
        var handler = Handler.unary(String.class, String.class, (text, call) -> {
                    hasStarted.set(true);
                    Latches.awaitBusily(() -> isOver(call));
                    hasSeenNoneLeft.countDown();
                    return text;
                })
                .on(mode);
        try (Forge forge = serving(handler).start()) {
            askUntil(forge, hasStarted::get);

            Latches.await(hasSeenNoneLeft);
        }
    }

    private static boolean isOver(Call call) {
        return call.remaining().orElseThrow().isZero();
    }

    /** In whichever of the two the shorter time stands. */
    @ParameterizedTest
    @CsvSource({"30ms, 60000000, 30ms", "1m, 30000, 30ms", "30ms, 0, 30ms"})
    void theShorterOfHeaderAndParameterWins(String header, long micros, String limit) throws Exception {
        var waits = Handler.unary(Tensors.class, Tensors.class, (tensors, call) -> {
            Latches.await(new CountDownLatch(1));
            return tensors;
        });
        try (Forge forge = serving(waits).start()) {
            var answer = Client.ask(
                    forge,
                    "/v2/models/code/infer",
                    ("{\"parameters\":{\"timeout\":%s},\"inputs\":"
                                    + "[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"INT32\",\"data\":[1]}]}")
                            .formatted(micros),
                    "X-Request-Timeout: " + header);

            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.body()).isEqualTo("{\"error\":\"No answer within %s\"}".formatted(limit));
        }
    }

    /** A microsecond is over before the code could start, on an IO thread as well. */
    @Test
    void startsNoCodeWhoseTimeWasOverBefore() {
        var started = new AtomicBoolean();
        var handler = Handler.unary(String.class, String.class, (text, call) -> {
                    started.set(true);
                    return text;
                })
                .on(Dispatch.EVENT_LOOP);
        try (Forge forge = serving(handler).start()) {
            assertEndedAfter("0.000001ms", Client.ask(forge, "/code", "x", "X-Request-Timeout: 0.000001ms"));
            assertThat(started).isFalse();
        }
    }
}
