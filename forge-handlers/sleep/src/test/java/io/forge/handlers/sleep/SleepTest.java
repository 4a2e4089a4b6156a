package io.forge.handlers.sleep;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.ServedHandler;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.handlers.reverse.Reversal;
import io.forge.testing.TestCall;
import io.forge.testing.TestHandlerContext;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class SleepTest {

    @Test
    void answersWhatReverseAnswersAfterItsWait() throws Exception {
        try (Forge forge = sleeping("1ms")) {
            var request = HttpRequest.newBuilder(uri(forge))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"a\":\"bc\",\"b\":[1,2]}"))
                    .build();

            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

            assertThat(answer.body()).isEqualTo("{\"data\":[\"cb\",[2,1]]}");
        }
    }

    @Test
    void waitsThreeSecondsUnlessToldOtherwise() {
        assertThat(TestHandlerContext.named("sleep").config(SleepConfig.class).duration())
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(TestHandlerContext.named("sleep", Map.of("duration", "250ms"))
                        .config(SleepConfig.class)
                        .duration())
                .isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void saysHowADurationIsWritten() {
        var context = TestHandlerContext.named("sleep", Map.of("duration", "soon"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SleepFactory().create(context))
                .withMessage("Key 'duration' must be a duration such as 250ms, 3s, 5m or 1h but is 'soon'");
    }

    @Test
    void asksForAVirtualThread() {
        var handler = new SleepFactory().create(TestHandlerContext.named("sleep"));

        assertThat(handler.dispatch()).hasValue(Dispatch.VIRTUAL);
    }

    @Test
    @SuppressWarnings("unchecked")
    void endsItsWaitWhenItIsInterrupted() {
        var handler = (Handler<Map<String, Object>, Reversal>)
                new SleepFactory().create(TestHandlerContext.named("sleep", Map.of("duration", "1h")));
        var code = (Handler.Unary<Map<String, Object>, Reversal>) handler.code();
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> code.handle(Map.of(), new TestCall()));
    }

    @Test
    void endsAtOnceWhenItsCallerGoes() throws Exception {
        // A place in the lane, and so close(), would have to wait for an hour.
        try (Forge forge = sleeping("1h")) {
            try (var socket = new Socket(forge.uri().getHost(), forge.uri().getPort())) {
                socket.getOutputStream()
                        .write("POST /sleep HTTP/1.1\r\nHost: test\r\nContent-Length: 2\r\n\r\n{}".getBytes(US_ASCII));
                awaitRefusal(forge);
            }
            awaitPlace(forge);
        }
    }

    /** The only place is taken: the call has come. */
    private static void awaitRefusal(Forge forge) {
        awaitUntil(() -> {
            var probe = forge.call("sleep", Map.of(), Reversal.class).toCompletableFuture();
            boolean refused = probe.isCompletedExceptionally();
            probe.cancel(true);
            return refused;
        });
    }

    /** The only place is free again. */
    private static void awaitPlace(Forge forge) {
        awaitUntil(() -> {
            var probe = forge.call("sleep", Map.of(), Reversal.class).toCompletableFuture();
            boolean taken = probe.isCompletedExceptionally();
            probe.cancel(true);
            return !taken;
        });
    }

    private static void awaitUntil(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("what was waited for did not happen")
                    .isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void endsAtOnceWhenTheServerStops() {
        CompletableFuture<Reversal> call;
        try (Forge forge = builder("1h").set("calls.drain", "1ms").start()) {
            call = forge.call("sleep", Map.of(), Reversal.class).toCompletableFuture();
        }

        assertThat(call).isCompletedExceptionally();
    }

    @Test
    void servesUnderASecondNameWithAnotherDuration() {
        try (Forge forge = builder("1h")
                .handlers("sleep", "short")
                .set("handlers.short.use", "sleep")
                .set("handlers.short.config.duration", "1ms")
                .start()) {
            var answer = forge.call("short", Map.of("a", "bc"), Reversal.class);

            assertThat(answer.toCompletableFuture().join()).isEqualTo(new Reversal(List.of("cb")));
            assertThat(forge.handlers()).extracting(ServedHandler::name).containsExactly("short", "sleep");
        }
    }

    private static Forge sleeping(String duration) {
        return builder(duration).start();
    }

    private static ForgeBuilder builder(String duration) {
        return Forge.builder()
                .port(0)
                .handlers("sleep")
                .set("dispatch.virtual.max-running", 1)
                .set("dispatch.worker.threads", 1)
                .set("dispatch.worker.queue", 0)
                .set("handlers.sleep.config.duration", duration);
    }

    private static URI uri(Forge forge) {
        return forge.uri().resolve("/sleep");
    }
}
