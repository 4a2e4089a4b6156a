package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.api.Call;
import io.forge.api.Dispatch;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.api.Sink;
import io.forge.testkit.Client;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamTest {

    private static final String EVENTS = "Accept: text/event-stream";

    /** One item of a stream. */
    public record Item(int n) {}

    @ParameterizedTest
    @MethodSource("io.forge.testkit.Modes#blocking")
    void writesALineOfJsonForEachItem(Dispatch mode) {
        try (Forge forge = builder(items(3).on(mode)).start()) {
            var answer = Client.ask(forge, "/stream", "");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("content-type")).isEqualTo("application/x-ndjson");
            assertThat(answer.header("x-request-id")).isNotEmpty();
            assertThat(answer.body()).isEqualTo("{\"n\":0}\n{\"n\":1}\n{\"n\":2}\n");
            assertThat(answer.whole()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-stream",
                "application/json, TEXT/EVENT-STREAM;q=0.5",
                "text/event-stream; q=1.0, */*;q=0.1"
            })
    void writesEventsForAClientThatAcceptsThem(String accept) {
        try (Forge forge = serving(items(2))) {
            var answer = Client.ask(forge, "/stream", "", "Accept: " + accept);

            assertThat(answer.header("content-type")).isEqualTo("text/event-stream");
            assertThat(answer.header("cache-control")).isEqualTo("no-store");
            assertThat(answer.body()).isEqualTo("data: {\"n\":0}\n\ndata: {\"n\":1}\n\n");
            assertThat(answer.whole()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/*", "text/event-stream;q=0", "text/event-stream; q=0.000", "application/json"})
    void writesLinesForAClientThatDoesNotNameEvents(String accept) {
        try (Forge forge = serving(items(1))) {
            assertThat(Client.ask(forge, "/stream", "", "Accept: " + accept).header("content-type"))
                    .isEqualTo("application/x-ndjson");
        }
    }

    @Test
    void anItemReachesTheClientBeforeTheNextIsSent() throws Exception {
        var read = new CountDownLatch(1);
        var handler = streaming((sink, call) -> {
            sink.send(new Item(1));
            Latches.await(read);
            sink.send(new Item(2));
        });
        try (Forge forge = serving(handler);
                var client = Client.to(forge)) {
            client.post("/stream", "").head();

            assertThat(client.chunk()).isEqualTo("{\"n\":1}\n");
            read.countDown();
            assertThat(client.chunk()).isEqualTo("{\"n\":2}\n");
            assertThat(client.chunk()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {EVENTS, "Accept: */*"})
    void aStreamWithoutItemsIsAWholeAnswer(String accept) {
        try (Forge forge = serving(items(0));
                var client = Client.to(forge)) {
            var answer = client.post("/stream", "", accept).answer();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.whole()).isTrue();
            assertThat(client.post("/stream", "").answer().whole()).isTrue();
        }
    }

    @Test
    void textItemsAreJsonStringsSoThatALineBreakInOneIsNotTheEndOfALine() {
        var handler = Handler.streaming(Void.class, String.class, (nothing, sink, call) -> {
            sink.send("two\nlines \"quoted\"");
            sink.send("\uD83D\uDE00");
        });
        try (Forge forge = serving(handler)) {
            assertThat(Client.ask(forge, "/stream", "").body())
                    .isEqualTo("\"two\\nlines \\\"quoted\\\"\"\n\"\uD83D\uDE00\"\n");
            assertThat(Client.ask(forge, "/stream", "", EVENTS).body())
                    .isEqualTo("data: \"two\\nlines \\\"quoted\\\"\"\n\ndata: \"\uD83D\uDE00\"\n\n");
        }
    }

    @Test
    void aConnectionCarriesOneStreamAfterTheOther() {
        try (Forge forge = serving(items(2));
                var client = Client.to(forge)) {
            client.post("/stream", "").post("/stream", "", EVENTS);

            assertThat(client.answer().body()).isEqualTo("{\"n\":0}\n{\"n\":1}\n");
            assertThat(client.answer().body()).isEqualTo("data: {\"n\":0}\n\ndata: {\"n\":1}\n\n");
        }
    }

    @Test
    void twoStreamsRunAtOnce() throws Exception {
        var both = new CountDownLatch(2);
        var handler = streaming((sink, call) -> {
            sink.send(new Item(1));
            both.countDown();
            Latches.await(both);
            sink.send(new Item(2));
        });
        try (Forge forge = serving(handler);
                var first = Client.to(forge);
                var second = Client.to(forge)) {
            first.post("/stream", "");
            second.post("/stream", "");

            assertThat(first.answer().body()).isEqualTo("{\"n\":1}\n{\"n\":2}\n");
            assertThat(second.answer().body()).isEqualTo("{\"n\":1}\n{\"n\":2}\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection: close", "Connection: keep-alive"})
    void anHttp10ClientReadsToTheEndOfTheConnection(String connection) {
        try (Forge forge = serving(items(2));
                var client = Client.to(forge)) {
            var answer = client.send("POST /stream HTTP/1.0", new byte[0], connection)
                    .answer();

            assertThat(answer.headers()).doesNotContainKey("transfer-encoding");
            assertThat(answer.body()).isEqualTo("{\"n\":0}\n{\"n\":1}\n");
        }
    }

    @Test
    void aFailureBeforeTheFirstItemIsAProblemWithItsStatus() {
        try (var log = Log.capture();
                Forge forge = serving(streaming((sink, call) -> {
                    throw new ForgeException(ErrorCode.NOT_FOUND, "No such model");
                }))) {
            var answer = Client.ask(forge, "/stream", "", EVENTS);

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
            assertThat(answer.detail()).isEqualTo("No such model");
            assertThat(log.events()).isEmpty();
        }
    }

    @Test
    void aFailureAfterTheFirstItemEndsLinesWithoutALastChunk() {
        try (var log = Log.capture();
                Forge forge = serving(failingAfter(2))) {
            var answer = Client.ask(forge, "/stream", "");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"n\":0}\n{\"n\":1}\n");
            assertThat(answer.whole()).isFalse();
            assertThat(log.messages(Level.WARN)).hasSize(1);
        }
    }

    @Test
    void aFailureAfterTheFirstItemIsAnErrorEventAndAProperEnd() {
        try (var log = Log.capture();
                Forge forge = serving(failingAfter(1));
                var client = Client.to(forge)) {
            var answer =
                    client.post("/stream", "", EVENTS, "X-Request-Id: my-call").answer();

            assertThat(answer.body())
                    .isEqualTo("data: {\"n\":0}\n\nevent: error\ndata: {\"type\":\"urn:forge:problem:internal\","
                            + "\"title\":\"Internal error\",\"status\":500,\"detail\":\"The handler failed. The server's"
                            + " log has the cause under this call's id.\",\"instance\":\"/stream\","
                            + "\"callId\":\"my-call\"}\n\n");
            assertThat(answer.whole()).isTrue();
            assertThat(client.post("/stream", "", EVENTS).answer().status()).isEqualTo(200);
            assertThat(log.messages(Level.WARN)).hasSize(2);
        }
    }

    @Test
    void aDeadlineEndsAStreamThatHasNotBegun() {
        try (Forge forge = builder(streaming((sink, call) -> Latches.await(new CountDownLatch(1))))
                .set("calls.timeout", "30ms")
                .start()) {
            var answer = Client.ask(forge, "/stream", "");

            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.detail()).isEqualTo("No answer within 30ms");
        }
    }

    @Test
    void aDeadlineDoesNotEndAStreamThatHasBegun() throws Exception {
        var laterCallHasExpired = new CountDownLatch(1);
        var handler = streaming((sink, call) -> {
            sink.send(new Item(1));
            assertThat(call.remaining()).isEmpty();
            Latches.await(laterCallHasExpired);
            sink.send(new Item(2));
        });
        var late = Handler.unary(String.class, String.class, (text, call) -> {
            Latches.await(new CountDownLatch(1));
            return text;
        });
        try (Forge forge = builder(handler)
                        .set("calls.timeout", "200ms")
                        .handler("late", late)
                        .start();
                var client = Client.to(forge)) {
            var head = client.post("/stream", "").head();
            assertThat(Client.ask(forge, "/late", "x").status()).isEqualTo(504);
            laterCallHasExpired.countDown();

            var answer = client.restOf(head);

            assertThat(answer.body()).isEqualTo("{\"n\":1}\n{\"n\":2}\n");
            assertThat(answer.whole()).isTrue();
        }
    }

    @Test
    void aReaderThatStopsReadingMakesTheHandlerWaitInBoundedMemory() throws Exception {
        // More than all the buffers between the two ends can hold.
        int items = 3_000;
        String item = "x".repeat(10_000);
        var accepted = new AtomicInteger();
        var waits = new AtomicReference<Thread>();
        var handler = Handler.streaming(Void.class, String.class, (nothing, sink, call) -> {
            waits.set(Thread.currentThread());
            for (int n = 0; n < items; n++) {
                sink.send(item);
                accepted.incrementAndGet();
            }
        });
        try (Forge forge = builder(handler.on(Dispatch.THREAD)).start();
                var client = Client.withLittleRoomTo(forge)) {
            var head = client.post("/stream", "").head();
            Latches.awaitUntil(() -> waits.get() != null && isStill(waits.get(), accepted));
            int stopped = accepted.get();

            var answer = client.restOf(head);

            assertThat(stopped).isLessThan(items);
            assertThat(answer.whole()).isTrue();
            assertThat(answer.body()).hasSize(items * (item.length() + 3));
        }
    }

    /** Whether a handler waits for its client: the same number of items in all of a hundred looks at it. */
    private static boolean isStill(Thread thread, AtomicInteger accepted) {
        int before = accepted.get();
        for (int look = 0; look < 100; look++) {
            if (thread.getState() != Thread.State.TIMED_WAITING || accepted.get() != before) {
                return false;
            }
            LockSupport.parkNanos(100_000);
        }
        return true;
    }

    @Test
    void aReaderThatTakesNothingIsDroppedAndItsHandlerTold() throws Exception {
        var told = new AtomicReference<Throwable>();
        var left = new CountDownLatch(1);
        try (var log = Log.capture();
                Forge forge = builder(endless(told, left))
                        .set("http.write-timeout", "50ms")
                        .set("http.stream-buffer", "4KiB")
                        .start();
                var client = Client.withLittleRoomTo(forge)) {
            var head = client.post("/stream", "").head();
            Latches.await(left);

            assertThat(told.get())
                    .satisfiesAnyOf(
                            thrown -> assertThat(thrown).isInstanceOf(InterruptedException.class),
                            thrown -> assertThat(thrown)
                                    .isInstanceOfSatisfying(
                                            ForgeException.class,
                                            e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED)));
            assertThat(client.restOf(head).whole()).isFalse();
            assertThat(log.events()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.forge.testkit.Modes#blocking")
    void aReaderThatLeavesEndsItsHandler(Dispatch mode) throws Exception {
        var told = new AtomicReference<Throwable>();
        var left = new CountDownLatch(1);
        try (var log = Log.capture()) {
            try (Forge forge = builder(endless(told, left).on(mode))
                    .set("calls.drain", "1m")
                    .start()) {
                try (var client = Client.to(forge)) {
                    client.post("/stream", "").head();
                    client.chunk();
                }
                Latches.await(left);
            }
            assertThat(told.get()).isNotNull();
            assertThat(log.events()).isEmpty();
        }
    }

    @Test
    void codeThatSwallowsTheInterruptLearnsFromTheSinkThatItsReaderHasGone() throws Exception {
        var told = new AtomicReference<ForgeException>();
        var sent = new CountDownLatch(1);
        var left = new CountDownLatch(1);
        var handler = streaming((sink, call) -> {
            sink.send(new Item(1));
            sent.countDown();
            try {
                Latches.await(new CountDownLatch(1));
            } catch (InterruptedException e) {
                try {
                    sink.send(new Item(2));
                } catch (ForgeException gone) {
                    told.set(gone);
                    throw gone;
                }
            } finally {
                left.countDown();
            }
        });
        try (Forge forge = serving(handler)) {
            try (var client = Client.to(forge)) {
                client.post("/stream", "").head();
                Latches.await(sent);
            }
            Latches.await(left);

            assertThat(told.get().code()).isEqualTo(ErrorCode.CANCELLED);
            assertThat(told.get()).hasMessage("Nobody reads this stream any more");
        }
    }

    private static Handler<Void, Item> endless(AtomicReference<Throwable> told, CountDownLatch left) {
        return streaming((sink, call) -> {
            try {
                while (true) {
                    sink.send(new Item(1_000_000));
                }
            } catch (InterruptedException | RuntimeException e) {
                told.set(e);
                throw e;
            } finally {
                left.countDown();
            }
        });
    }

    private static Handler<Void, Item> items(int count) {
        return streaming((sink, call) -> {
            for (int n = 0; n < count; n++) {
                sink.send(new Item(n));
            }
        });
    }

    private static Handler<Void, Item> failingAfter(int count) {
        return streaming((sink, call) -> {
            for (int n = 0; n < count; n++) {
                sink.send(new Item(n));
            }
            throw new IllegalStateException("secret");
        });
    }

    private interface Code {

        void run(Sink<Item> sink, Call call) throws Exception;
    }

    private static Handler<Void, Item> streaming(Code code) {
        return Handler.streaming(Void.class, Item.class, (nothing, sink, call) -> code.run(sink, call));
    }

    private static Forge serving(Handler<?, ?> handler) {
        return builder(handler).start();
    }

    private static ForgeBuilder builder(Handler<?, ?> handler) {
        return Forge.builder().port(0).handler("stream", handler);
    }
}
