package io.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.forge.api.Dispatch;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.api.TypeRef;
import io.forge.testkit.Gate;
import io.forge.testkit.Log;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link Forge#call}: a handler called in process. */
class LocalCallTest {

    private final Gate gate = new Gate();

    private final Forge forge = Forge.builder()
            .port(0)
            .set("dispatch.serial.queue", 0)
            .handler("length", Handler.unary(String.class, Integer.class, (text, call) -> text.length()))
            .handler("nothing", Handler.unary(Void.class, Void.class, (nothing, call) -> nothing))
            .handler("missing", Handler.unary(String.class, String.class, (text, call) -> {
                throw new ForgeException(ErrorCode.NOT_FOUND, "No such model");
            }))
            .handler("broken", Handler.unary(String.class, String.class, (text, call) -> {
                throw new IllegalStateException("secret");
            }))
            .handler(
                    "keys",
                    Handler.unary(
                            new TypeRef<Map<String, Integer>>() {},
                            new TypeRef<List<String>>() {},
                            (map, call) -> List.copyOf(map.keySet())))
            .handler("stream", Handler.streaming(String.class, String.class, (text, sink, call) -> sink.send(text)))
            .handler("gate", gate.handler().on(Dispatch.SERIAL))
            .start();

    @AfterEach
    void close() {
        gate.open();
        forge.close();
    }

    @Test
    void completesWithTheHandlersValue() {
        assertThat(forge.call("length", "four", Integer.class)
                        .toCompletableFuture()
                        .join())
                .isEqualTo(4);
    }

    @Test
    void takesAndAnswersGenericTypes() {
        CompletionStage<List<String>> keys = forge.call("keys", Map.of("a", 1), new TypeRef<>() {});

        assertThat(keys.toCompletableFuture().join()).containsExactly("a");
    }

    @Test
    void takesNullWhereAHandlerTakesNothing() {
        assertThat(forge.call("nothing", null, Void.class).toCompletableFuture().join())
                .isNull();
    }

    @ParameterizedTest
    @MethodSource("io.forge.testkit.Modes#all")
    void runsWhereARequestWouldRun(Dispatch mode) {
        var handler = Handler.unary(
                Void.class,
                String.class,
                (nothing, call) -> Thread.currentThread().getName());
        try (Forge other =
                Forge.builder().port(0).handler("where", handler.on(mode)).start()) {
            assertThat(other.call("where", null, String.class)
                            .toCompletableFuture()
                            .join())
                    .startsWith("forge");
        }
    }

    @Test
    void failsWithWhatTheHandlerTells() {
        assertFails(forge.call("missing", "x", String.class), ErrorCode.NOT_FOUND, "No such model");
    }

    @Test
    void failsWithAFixedTextWhereTheHandlerIsBroken() {
        try (var log = Log.capture()) {
            assertFails(
                    forge.call("broken", "x", String.class),
                    ErrorCode.INTERNAL,
                    "The handler failed. The server's log has the cause under this call's id.");
            assertThat(log.events()).hasSize(1);
        }
    }

    @Test
    void namesTheNearestHandlerWhereThereIsNoneOfThatName() {
        assertFails(
                forge.call("lenght", "x", Integer.class),
                ErrorCode.NOT_FOUND,
                "There is no handler 'lenght': did you mean 'length'?");
        assertFails(
                forge.call("unheard-of", "x", Integer.class), ErrorCode.NOT_FOUND, "There is no handler 'unheard-of'");
    }

    @Test
    void saysWhichTypesAreTheHandlers() {
        assertFails(
                forge.call("length", 5, Integer.class),
                ErrorCode.INVALID_INPUT,
                "Handler 'length' takes java.lang.String, not java.lang.Integer");
        assertFails(
                forge.call("length", null, Integer.class),
                ErrorCode.INVALID_INPUT,
                "Handler 'length' takes java.lang.String, not null");
        assertFails(
                forge.call("nothing", "x", Void.class),
                ErrorCode.INVALID_INPUT,
                "Handler 'nothing' takes no input, not java.lang.String");
        assertFails(
                forge.call("length", "x", String.class),
                ErrorCode.INVALID_INPUT,
                "Handler 'length' answers with java.lang.Integer, not with java.lang.String");
        assertFails(
                forge.call("keys", List.of(), new TypeRef<List<String>>() {}),
                ErrorCode.INVALID_INPUT,
                "Handler 'keys' takes java.util.Map<java.lang.String, java.lang.Integer>, not "
                        + List.of().getClass().getName());
    }

    @Test
    void saysThatAStreamCannotBeCalled() {
        assertFails(
                forge.call("stream", "x", String.class),
                ErrorCode.INVALID_INPUT,
                "Handler 'stream' answers with a stream, which cannot be called in process yet");
    }

    @Test
    void isRefusedWhereThereIsNoPlace() throws Exception {
        var first = forge.call("gate", "first", String.class);
        gate.awaitEntered();

        assertFails(
                forge.call("gate", "second", String.class),
                ErrorCode.OVERLOADED,
                "Handler gate is at its limit of 1 calls in flight: try again in 1s");

        gate.open();
        assertThat(first.toCompletableFuture().join()).isEqualTo("first");
    }

    @Test
    void isInterruptedWhenItsFutureIsCancelled() throws Exception {
        var future = forge.call("gate", "x", String.class).toCompletableFuture();
        gate.awaitEntered();

        future.cancel(true);

        gate.awaitCancelled();
        gate.awaitInterrupted();
    }

    @Test
    void failsWhereTheServerIsClosed() {
        forge.close();

        assertFails(forge.call("length", "x", Integer.class), ErrorCode.UNAVAILABLE, "The server is shutting down");
    }

    private static void assertFails(CompletionStage<?> stage, ErrorCode code, String message) {
        var thrown = catchThrowableOfType(
                CompletionException.class, () -> stage.toCompletableFuture().join());
        assertThat(thrown.getCause()).isInstanceOfSatisfying(ForgeException.class, failure -> {
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure).hasMessage(message);
        });
    }
}
