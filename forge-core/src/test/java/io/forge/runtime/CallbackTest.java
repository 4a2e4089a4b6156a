package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.api.Call;
import io.forge.api.Content;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.testkit.Client;
import io.forge.testkit.Gate;
import io.forge.testkit.Latches;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What handlers and applications want run when a call ends early holds nobody else up, however long it takes. */
@Timeout(60)
class CallbackTest {

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);
    private final AtomicReference<Thread> thread = new AtomicReference<>();

    @AfterEach
    void letGo() {
        opened.countDown();
    }

    private void hold() {
        thread.set(Thread.currentThread());
        held.countDown();
        try {
            opened.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A call that has ended before it is told what to do then does it at once, on this thread: it is made again. */
    private void holdBehind(Supplier<CompletionStage<?>> call) {
        var own = Thread.currentThread();
        var atOnce = new AtomicBoolean();
        do {
            atOnce.set(false);
            call.get().whenComplete((value, failure) -> {
                if (Thread.currentThread() == own) {
                    atOnce.set(true);
                } else {
                    hold();
                }
            });
        } while (atOnce.get());
    }

    private static ForgeBuilder forge() {
        return Forge.builder().port(0).set("http.io-threads", 1);
    }

    private static String never(String text, Call call) throws InterruptedException {
        new CountDownLatch(1).await();
        return text;
    }

    private static Handler<String, String> endless() {
        return Handler.unary(String.class, String.class, CallbackTest::never).on(Dispatch.THREAD);
    }

    @Test
    void aContinuationDelaysNoDeadline() throws Exception {
        try (var forge = forge().set("calls.timeout", "20ms")
                .handler("endless", endless())
                .start()) {
            holdBehind(() -> forge.call("endless", "", String.class));
            holdBehind(() -> forge.exchange("endless", Content.of("text/plain", new byte[0]), item -> {}));
            Latches.await(held);

            for (int i = 0; i < 3; i++) {
                assertThat(Client.ask(forge, "/endless", "").status()).isEqualTo(504);
            }
            var failure = forge.call("endless", "", String.class)
                    .handle((text, problem) -> String.valueOf(problem.getMessage()))
                    .toCompletableFuture();
            assertThat(failure.get()).contains("No answer within 20ms");
            assertThat(opened.getCount()).isOne();
            opened.countDown();
        }
        assertThat(thread.get().getName()).startsWith("forge-callback-");
    }

    @Test
    void aCancelActionDelaysNoDeadline() throws Exception {
        var acting = Handler.unary(String.class, String.class, (String text, Call call) -> {
                    call.onCancel(this::hold);
                    return never(text, call);
                })
                .on(Dispatch.THREAD);
        try (var forge = forge().set("calls.timeout", "20ms")
                .handler("acting", acting)
                .handler("endless", endless())
                .start()) {
            Latches.awaitUntil(() -> {
                // Where the time is over before the code runs, nothing is cancelled.
                assertThat(Client.ask(forge, "/acting", "").status()).isEqualTo(504);
                return held.getCount() == 0;
            });

            assertThat(Client.ask(forge, "/endless", "").status()).isEqualTo(504);
            assertThat(opened.getCount()).isOne();
            opened.countDown();
        }
        assertThat(thread.get().getName()).startsWith("forge-callback-");
    }

    @Test
    void aCancelActionOfAClientThatHasLeftHoldsNoConnection() throws Exception {
        var entered = new CountDownLatch(1);
        var acting = Handler.async(String.class, String.class, (String text, Call call) -> {
                    call.onCancel(this::hold);
                    entered.countDown();
                    return (CompletionStage<String>) new CompletableFuture<String>();
                })
                .on(Dispatch.EVENT_LOOP);
        var echo = Handler.unary(String.class, String.class, (String text, Call call) -> text)
                .on(Dispatch.EVENT_LOOP);
        try (var forge = forge().set("calls.drain", "1ms")
                .handler("acting", acting)
                .handler("echo", echo)
                .start()) {
            try (var client = Client.to(forge)) {
                client.post("/acting", "");
                Latches.await(entered);
            }
            Latches.await(held);

            assertThat(Client.ask(forge, "/echo", "here").body()).isEqualTo("here");
            assertThat(opened.getCount()).isOne();
            opened.countDown();
        }
    }

    @Test
    void aContinuationDelaysTheEndOfNoOtherCallWhenTheServerCloses() throws Exception {
        var gate = new Gate();
        var forge = forge().set("calls.drain", "1ms")
                .handler("gate", gate.handler().on(Dispatch.THREAD))
                .start();
        try (var client = Client.to(forge)) {
            forge.call("gate", "", String.class).whenComplete((text, failure) -> hold());
            client.post("/gate", "");
            Latches.awaitUntil(() -> gate.threads().size() == 2);

            var closing = new Thread(forge::close);
            closing.start();

            assertThat(client.answer().status()).isEqualTo(503);
            Latches.await(held);
            opened.countDown();
            closing.join();
        } finally {
            forge.close();
        }
    }
}
