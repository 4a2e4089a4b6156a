package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.api.Dispatch;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.testkit.Client;
import io.forge.testkit.Gate;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HandlerFailureTest {

    private static final String FIXED_TEXT = "The handler failed. The server's log has the cause under this call's id.";

    /** What handlers throw, on the event loop and away from it. */
    static Stream<Arguments> faults() {
        return Stream.of(
                        new Exception("secret"),
                        new IllegalStateException("secret"),
                        new InterruptedException("secret"),
                        new StackOverflowError("secret"),
                        new OutOfMemoryError("secret"),
                        new NoClassDefFoundError("secret"),
                        new AssertionError("secret"))
                .flatMap(fault ->
                        Stream.of(Arguments.of(fault, Dispatch.EVENT_LOOP), Arguments.of(fault, Dispatch.WORKER)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void answersAFixedTextAndLogsTheCauseOnceWithTheCallsId(Throwable fault, Dispatch mode) {
        try (var log = Log.capture();
                Forge forge = serving(throwing(fault).on(mode));
                var client = Client.to(forge)) {
            var answer = client.post("/code", "fail", "X-Request-Id: my-call").answer();
            var next = client.post("/code", "next").answer();

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
            assertThat(answer.detail()).isEqualTo(FIXED_TEXT);
            assertThat(answer.json().get("callId").asString()).isEqualTo("my-call");
            assertThat(answer.body()).doesNotContain("secret", "Exception", "Error\"");
            assertThat(next.body()).isEqualTo("next");
            assertThat(log.events()).singleElement().satisfies(event -> {
                assertThat(event.getFormattedMessage()).startsWith("Handler code failed in call my-call");
                assertThat(event.getThrowableProxy().getMessage()).isEqualTo("secret");
            });
        }
    }

    private static Handler<String, String> throwing(Throwable fault) {
        return Handler.unary(String.class, String.class, (text, call) -> {
            if (!text.equals("fail")) {
                return text;
            }
            if (fault instanceof Error error) {
                throw error;
            }
            throw (Exception) fault;
        });
    }

    @Test
    void survivesCodeThatCallsItselfForEver() {
        try (var log = Log.capture();
                Forge forge = serving(Handler.unary(String.class, String.class, (text, call) -> deeper(text)))) {
            assertThat(Client.ask(forge, "/code", "x").status()).isEqualTo(500);
            assertThat(Client.ask(forge, "/code", "x").detail()).isEqualTo(FIXED_TEXT);
            assertThat(log.messages(Level.ERROR)).hasSize(2);
        }
    }

    private static String deeper(String text) {
        return deeper(text + "") + "";
    }

    @Test
    @SuppressWarnings("NullAway") // That is the fault.
    void answersAFixedTextWhereAHandlerReturnsNull() {
        try (var log = Log.capture();
                Forge forge = serving(Handler.unary(String.class, String.class, (text, call) -> null))) {
            assertThat(Client.ask(forge, "/code", "x").detail()).isEqualTo(FIXED_TEXT);
            assertThat(log.events())
                    .singleElement()
                    .extracting(event -> event.getThrowableProxy().getMessage())
                    .isEqualTo("Handler code returned null");
        }
    }

    /** An answer that breaks while it is written. */
    public record Broken(String kind) {

        public String getValue() {
            return switch (kind) {
                case "exception" -> throw new IllegalStateException("secret");
                case "error" -> throw new NoClassDefFoundError("secret");
                default -> "fine";
            };
        }
    }

    @ParameterizedTest
    @CsvSource({"exception,EVENT_LOOP", "error,EVENT_LOOP", "exception,WORKER", "error,WORKER"})
    void answersAFixedTextWhereAnAnswerCannotBeWritten(String kind, Dispatch mode) {
        var handler = Handler.unary(String.class, Broken.class, (text, call) -> new Broken(text));
        try (var log = Log.capture();
                Forge forge = serving(handler.on(mode))) {
            var answer = Client.ask(forge, "/code", kind);

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.detail()).isEqualTo(FIXED_TEXT);
            assertThat(Client.ask(forge, "/code", "whole").status()).isEqualTo(200);
            assertThat(log.messages(Level.ERROR)).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_INPUT,400",
        "UNAUTHENTICATED,401",
        "FORBIDDEN,403",
        "NOT_FOUND,404",
        "CONFLICT,409",
        "TOO_LARGE,413",
        "UNSUPPORTED_MEDIA_TYPE,415",
        "OVERLOADED,429",
        "UNAVAILABLE,503",
        "DEADLINE_EXCEEDED,504",
        "CANCELLED,499",
        "UNIMPLEMENTED,501",
        "INTERNAL,500"
    })
    void answersAForgeExceptionWithTheStatusOfItsCodeAndItsMessage(ErrorCode code, int status) {
        var handler = Handler.unary(String.class, String.class, (text, call) -> {
            throw new ForgeException(code, "Told to the client", new IllegalStateException("secret"));
        });
        try (var log = Log.capture();
                Forge forge = serving(handler)) {
            var answer = Client.ask(forge, "/code", "x");

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.json().get("status").asInt()).isEqualTo(status);
            assertThat(answer.json().get("type").asString())
                    .isEqualTo("urn:forge:problem:" + code.name().toLowerCase().replace('_', '-'));
            assertThat(answer.detail()).isEqualTo("Told to the client");
            assertThat(answer.body()).doesNotContain("secret");
            assertThat(log.events()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.forge.testkit.Modes#blocking")
    void codeThatNeverReturnsIsAnsweredForAndKeepsItsPlace(Dispatch mode) throws Exception {
        var gate = new Gate();
        try (Forge forge = Forge.builder()
                        .port(0)
                        .set("calls.timeout", "500ms")
                        .set("dispatch.worker.threads", 1)
                        .set("dispatch.worker.queue", 0)
                        .set("dispatch.serial.queue", 0)
                        .set("dispatch.virtual.max-running", 1)
                        .set("dispatch.thread.max-running", 1)
                        .handler("code", gate.stubbornHandler().on(mode))
                        .handler("other", echo().on(Dispatch.EVENT_LOOP))
                        .start();
                var client = Client.to(forge)) {
            var late = client.post("/code", "x").answer();
            gate.awaitInterrupted();

            assertThat(late.status()).isEqualTo(504);
            assertThat(late.detail()).isEqualTo("No answer within 500ms");
            assertThat(client.post("/code", "y").answer().status()).isEqualTo(429);
            assertThat(client.post("/other", "z").answer().body()).isEqualTo("z");

            gate.open();
        }
    }

    @Test
    void aCancelActionThatFailsDoesNotStopOtherCallsFromTimingOut() {
        var handler = Handler.unary(String.class, String.class, (text, call) -> {
            call.onCancel(() -> {
                throw new AssertionError("an action that fails");
            });
            Latches.await(new CountDownLatch(1));
            return text;
        });
        try (var log = Log.capture();
                Forge forge = Forge.builder()
                        .port(0)
                        .set("calls.timeout", "30ms")
                        .handler("code", handler)
                        .start()) {
            assertThat(Client.ask(forge, "/code", "x").status()).isEqualTo(504);
            assertThat(Client.ask(forge, "/code", "x").status()).isEqualTo(504);
            assertThat(log.messages(Level.ERROR)).isEmpty();
        }
    }

    private static Handler<String, String> echo() {
        return Handler.unary(String.class, String.class, (text, call) -> text);
    }

    private static Forge serving(Handler<?, ?> handler) {
        return Forge.builder().port(0).handler("code", handler).start();
    }
}
