package io.forge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.forge.api.Content;
import io.forge.api.Dispatch;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.api.Sink;
import io.forge.testkit.Gate;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link Forge#exchange}: a handler called in process with bytes, by a server that does not listen. */
class ExchangeTest {

    private final Gate gate = new Gate();
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final List<String> items = new CopyOnWriteArrayList<>();

    private final Forge forge = Forge.builder()
            .set("http.max-body", "200KiB")
            .set("dispatch.serial.queue", 0)
            .handler("length", Handler.unary(String.class, Integer.class, (text, call) -> text.length()))
            .handler("point", Handler.unary(Point.class, Point.class, (point, call) -> new Point(point.y(), point.x())))
            .handler("raw", Handler.unary(Content.class, Content.class, (content, call) -> content))
            .handler("nothing", Handler.unary(Void.class, Void.class, (nothing, call) -> nothing))
            .handler("unwritable", Handler.unary(Void.class, Unwritable.class, (nothing, call) -> new Unwritable()))
            .handler(
                    "thread",
                    Handler.unary(
                                    String.class,
                                    String.class,
                                    (text, call) -> Thread.currentThread().getName())
                            .on(Dispatch.EVENT_LOOP))
            .handler("letters", Handler.streaming(String.class, String.class, (text, sink, call) -> {
                for (String letter : text.split("")) {
                    sink.send(letter);
                }
            }))
            .handler("broken-off", Handler.streaming(String.class, String.class, (text, sink, call) -> {
                sink.send(text);
                throw new ForgeException(ErrorCode.CONFLICT, "No more of this");
            }))
            .handler("endless", Handler.streaming(Void.class, Integer.class, (nothing, sink, call) -> {
                call.onCancel(cancelled::countDown);
                for (int i = 0; ; i++) {
                    sink.send(i);
                }
            }))
            .handler("gate", gate.handler().on(Dispatch.SERIAL))
            .load();

    /**
     * A value that is JSON.
     *
     * @param x one number
     * @param y another
     */
    record Point(int x, int y) {}

    /** A value that no codec can write. */
    static final class Unwritable {
        public int getValue() {
            throw new IllegalStateException("secret");
        }
    }

    @AfterEach
    void close() {
        gate.open();
        forge.close();
    }

    @Test
    void decodesTheInputAndEncodesTheOutput() {
        var answer = answerOf(exchange("point", "application/json", "{\"x\":1,\"y\":2}"));

        assertThat(answer.mediaType()).isEqualTo("application/json");
        assertThat(textOf(answer)).isEqualTo("{\"x\":2,\"y\":1}");
    }

    @Test
    void takesAMediaTypeThatIsNotToldForTheRightOne() {
        assertThat(textOf(answerOf(exchange("point", "", "{\"x\":1,\"y\":2}")))).isEqualTo("{\"x\":2,\"y\":1}");
        assertThat(textOf(answerOf(exchange("length", "", "four")))).isEqualTo("4");
        assertThat(answerOf(exchange("raw", "", "bytes")).mediaType()).isEqualTo("application/octet-stream");
    }

    @Test
    void passesRawContentOnAsItIs() {
        var answer = answerOf(exchange("raw", "image/png", "bytes"));

        assertThat(answer.mediaType()).isEqualTo("image/png");
        assertThat(textOf(answer)).isEqualTo("bytes");
    }

    @Test
    void answersWithoutBytesWhereTheHandlerAnswersNothing() {
        assertThat(answerOf(exchange("nothing", "", "")).bytes().hasRemaining()).isFalse();
    }

    @Test
    void sendsTheItemsOfAStreamInTheirOrder() {
        var answer = answerOf(exchange("letters", "text/plain", "abc"));

        assertThat(items).containsExactly("\"a\"", "\"b\"", "\"c\"");
        assertThat(answer.bytes().hasRemaining()).isFalse();
    }

    @Test
    void failsAfterTheItemsOfAStreamThatIsBrokenOff() {
        assertFails(exchange("broken-off", "", "first"), ErrorCode.CONFLICT, "No more of this");
        assertThat(items).containsExactly("\"first\"");
    }

    @Test
    void endsAStreamWhoseReaderHasHadEnough() {
        Sink<ByteBuffer> reader = item -> {
            throw new ForgeException(ErrorCode.CANCELLED, "Enough");
        };

        assertFails(forge.exchange("endless", Content.untyped(new byte[0]), reader), ErrorCode.CANCELLED, "Enough");
    }

    @Test
    void cancelsAStreamWhenItsFutureIsCancelled() throws Exception {
        var begun = new CountDownLatch(1);
        var future = forge.exchange("endless", Content.untyped(new byte[0]), item -> begun.countDown())
                .toCompletableFuture();
        Latches.await(begun);

        future.cancel(true);

        Latches.await(cancelled);
    }

    @Test
    void saysWhatIsWrongWithTheInputAsOverHttp() {
        assertFails(exchange("point", "", "{\"x\":1}"), ErrorCode.INVALID_INPUT, "Property 'y' is missing");
        assertFails(exchange("nothing", "", "x"), ErrorCode.INVALID_INPUT, "This handler takes no input: send no body");
        assertFails(
                exchange("point", "text/csv", "1,2"),
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                "Unsupported media type 'text/csv': send application/json in UTF-8");
        assertFails(
                exchange("length", "", "x".repeat((200 << 10) + 1)),
                ErrorCode.TOO_LARGE,
                "The body is longer than the limit of 200KiB");
        assertFails(
                exchange("lenght", "", "x"),
                ErrorCode.NOT_FOUND,
                "There is no handler 'lenght': did you mean 'length'?");
    }

    @Test
    void failsWithAFixedTextWhereTheAnswerCannotBeWritten() {
        try (var log = Log.capture()) {
            assertFails(
                    exchange("unwritable", "", ""),
                    ErrorCode.INTERNAL,
                    "The handler failed. The server's log has the cause under this call's id.");
            assertThat(log.events()).hasSize(1);
        }
    }

    @Test
    void decodesALongBodyAwayFromTheEventLoop() {
        assertThat(textOf(answerOf(exchange("thread", "", "short")))).startsWith("forge I/O");
        assertThat(textOf(answerOf(exchange("thread", "", "x".repeat(100 << 10)))))
                .startsWith("forge task");
    }

    @ParameterizedTest
    @MethodSource("io.forge.testkit.Modes#all")
    void answersInEveryDispatchMode(Dispatch mode) {
        var echo = Handler.unary(String.class, String.class, (text, call) -> text);
        try (Forge other = Forge.builder().handler("echo", echo.on(mode)).load()) {
            var answer = other.exchange("echo", Content.untyped("a".getBytes(UTF_8)), item -> {});

            assertThat(textOf(answerOf(answer))).isEqualTo("a");
        }
    }

    @Test
    void isRefusedWhereThereIsNoPlaceAndLetInAgainAfterwards() throws Exception {
        var first = exchange("gate", "", "first");
        gate.awaitEntered();

        assertFails(
                exchange("gate", "", "second"),
                ErrorCode.OVERLOADED,
                "Handler gate is at its limit of 1 calls in flight: try again in 1s");

        gate.open();
        assertThat(textOf(answerOf(first))).isEqualTo("first");
        assertThat(textOf(answerOf(exchange("gate", "", "third")))).isEqualTo("third");
    }

    @Test
    void isInterruptedWhenItsFutureIsCancelled() throws Exception {
        var future = exchange("gate", "", "x").toCompletableFuture();
        gate.awaitEntered();

        future.cancel(true);

        gate.awaitCancelled();
        gate.awaitInterrupted();
    }

    @Test
    void failsWhereTheServerIsClosed() {
        forge.close();

        assertFails(exchange("length", "", "x"), ErrorCode.UNAVAILABLE, "The server is shutting down");
    }

    private CompletionStage<Content> exchange(String name, String mediaType, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        return forge.exchange(
                name,
                mediaType.isEmpty() ? Content.untyped(bytes) : Content.of(mediaType, bytes),
                item -> items.add(UTF_8.decode(item).toString()));
    }

    private static Content answerOf(CompletionStage<Content> stage) {
        return stage.toCompletableFuture().join();
    }

    private static String textOf(Content content) {
        return UTF_8.decode(content.bytes()).toString();
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
