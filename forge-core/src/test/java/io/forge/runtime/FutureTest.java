package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.api.Dispatch;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.testkit.Client;
import io.forge.testkit.Log;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FutureTest {

    @ParameterizedTest
    @EnumSource(names = {"EVENT_LOOP", "WORKER"})
    void answersAFutureThatWasCompleteBeforeItWasReturned(Dispatch mode) {
        try (Forge forge = serving(mode, () -> CompletableFuture.completedFuture("done"))) {
            assertThat(Client.ask(forge, "/code", "x").body()).isEqualTo("done");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EVENT_LOOP", "WORKER"})
    void answersAFutureThatAForeignThreadCompletes(Dispatch mode) {
        Supplier<CompletableFuture<String>> code = () -> {
            var future = new CompletableFuture<String>();
            new Thread(() -> future.complete("from afar")).start();
            return future;
        };
        try (Forge forge = serving(mode, code);
                var client = Client.to(forge)) {
            for (int i = 0; i < 100; i++) {
                assertThat(client.post("/code", "x").answer().body()).isEqualTo("from afar");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EVENT_LOOP", "WORKER"})
    void theFirstOfTwoOutcomesIsTheAnswer(Dispatch mode) {
        try (Forge forge = serving(mode, Twice::new);
                var client = Client.to(forge)) {
            assertThat(client.post("/code", "x").answer().body()).isEqualTo("first");
            assertThat(client.post("/code", "x").answer().body()).isEqualTo("first");
        }
    }

    /** A stage that completes twice, which no good one does. */
    private static final class Twice extends CompletableFuture<String> {

        @Override
        public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> action) {
            action.accept("first", null);
            action.accept("second", null);
            action.accept(null, new IllegalStateException("third"));
            return this;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EVENT_LOOP", "WORKER"})
    void aFutureThatNeverCompletesIsAnsweredForWhenItsTimeIsOver(Dispatch mode) {
        try (Forge forge = Forge.builder()
                        .port(0)
                        .set("calls.timeout", "30ms")
                        .set("calls.drain", "1ms")
                        .handler("code", async(CompletableFuture::new).on(mode))
                        .start();
                var log = Log.capture()) {
            var answer = Client.ask(forge, "/code", "x");

            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.detail()).isEqualTo("No answer within 30ms");
            assertThat(log.events()).isEmpty();
        }
    }

    @Test
    void aResultThatComesTooLateIsDropped() {
        var future = new CompletableFuture<String>();
        try (Forge forge = Forge.builder()
                        .port(0)
                        .set("calls.timeout", "30ms")
                        .handler("code", async(() -> future))
                        .handler("echo", Handler.unary(String.class, String.class, (text, call) -> text))
                        .start();
                var client = Client.to(forge)) {
            assertThat(client.post("/code", "x").answer().status()).isEqualTo(504);

            future.complete("too late");

            assertThat(client.post("/echo", "next").answer().body()).isEqualTo("next");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EVENT_LOOP", "WORKER"})
    @SuppressWarnings("NullAway") // That is the fault.
    void noFutureAtAllIsAFaultOfTheHandler(Dispatch mode) {
        assertFails(mode, () -> null, "Handler code returned null");
    }

    @ParameterizedTest
    @EnumSource(names = {"EVENT_LOOP", "WORKER"})
    void aFutureOfNullIsAFaultOfTheHandler(Dispatch mode) {
        assertFails(mode, () -> CompletableFuture.completedFuture(null), "Handler code returned null");
    }

    @ParameterizedTest
    @EnumSource(names = {"EVENT_LOOP", "WORKER"})
    void aFutureThatFailsIsAFaultOfTheHandler(Dispatch mode) {
        assertFails(mode, () -> CompletableFuture.failedFuture(new IllegalStateException("secret")), "secret");
    }

    @Test
    void aFailureInALaterStageIsLoggedWithItsOwnCause() {
        assertFails(
                Dispatch.WORKER,
                () -> CompletableFuture.completedFuture("x").thenApply(text -> {
                    throw new IllegalStateException("secret");
                }),
                "secret");
    }

    private static void assertFails(Dispatch mode, Supplier<CompletableFuture<String>> code, String cause) {
        try (var log = Log.capture();
                Forge forge = serving(mode, code)) {
            var answer = Client.ask(forge, "/code", "x");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("secret");
            assertThat(log.messages(Level.WARN)).hasSize(1);
            assertThat(log.events().get(0).getThrowableProxy().getMessage()).isEqualTo(cause);
        }
    }

    @Test
    void aForgeExceptionInAFutureKeepsItsCode() {
        try (Forge forge = serving(
                Dispatch.EVENT_LOOP,
                () -> CompletableFuture.completedFuture("x").thenApply(text -> {
                    throw new ForgeException(ErrorCode.CONFLICT, "Told to the client");
                }))) {
            var answer = Client.ask(forge, "/code", "x");

            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.detail()).isEqualTo("Told to the client");
        }
    }

    private static Handler<String, String> async(Supplier<CompletableFuture<String>> code) {
        return Handler.async(String.class, String.class, (text, call) -> code.get());
    }

    private static Forge serving(Dispatch mode, Supplier<CompletableFuture<String>> code) {
        return Forge.builder().port(0).handler("code", async(code).on(mode)).start();
    }
}
