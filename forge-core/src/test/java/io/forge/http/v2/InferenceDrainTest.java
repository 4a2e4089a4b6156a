package io.forge.http.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.State;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.tensor.Tensors;
import io.forge.testkit.Latches;
import io.forge.testkit.RawConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A server that shuts down says so to whoever asks, in the protocol's form, and ends what it has begun. */
class InferenceDrainTest {

    private static final String INFER =
            "POST /v2/models/wait/infer HTTP/1.1\r\nHost: forge\r\nContent-Length: 13\r\n\r\n" + "{\"inputs\":[]}";

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    private Tensors await(Tensors tensors) throws InterruptedException {
        entered.countDown();
        Latches.await(opened);
        return tensors;
    }

    private static String get(String path) {
        return "GET %s HTTP/1.1\r\nHost: forge\r\n\r\n".formatted(path);
    }

    @Test
    void isAliveAndNotReadyWhileItDrains() throws Exception {
        var handler = Handler.unary(Tensors.class, Tensors.class, (tensors, call) -> await(tensors));
        var forge = Forge.builder()
                .port(0)
                .handler("wait", handler.on(Dispatch.WORKER))
                .start();
        try (var busy = RawConnection.to(forge.uri());
                var live = RawConnection.to(forge.uri());
                var ready = RawConnection.to(forge.uri());
                var model = RawConnection.to(forge.uri());
                var late = RawConnection.to(forge.uri())) {
            for (var idle : new RawConnection[] {live, ready, model, late}) {
                assertThat(idle.send(get("/v2/health/ready")).read().text()).isEqualTo("{\"ready\":true}");
            }
            busy.send(INFER);
            Latches.await(entered);
            var closed = CompletableFuture.runAsync(forge::close);
            Latches.awaitUntil(() -> forge.state() != State.RUNNING);
            Latches.awaitUntil(() -> refuses(forge));

            assertThat(live.send(get("/v2/health/live")).read().text()).isEqualTo("{\"live\":true}");
            var notReady = ready.send(get("/v2/health/ready")).read();
            assertThat(notReady.status()).isEqualTo(503);
            assertThat(notReady.text()).isEqualTo("{\"ready\":false}");
            var noModel = model.send(get("/v2/models/wait/ready")).read();
            assertThat(noModel.status()).isEqualTo(503);
            assertThat(noModel.text()).isEqualTo("{\"name\":\"wait\",\"ready\":false}");
            late.send(INFER);
            opened.countDown();
            for (var called : new RawConnection[] {busy, late}) {
                var answer = called.read();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("Connection")).contains("close");
            }
            closed.get(20, TimeUnit.SECONDS);
        }
    }

    /** The state is told a moment before calls are refused. */
    private static boolean refuses(Forge forge) {
        return forge.call("wait", Tensors.of(), Tensors.class)
                .toCompletableFuture()
                .isCompletedExceptionally();
    }
}
