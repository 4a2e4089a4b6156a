package io.forge.http.v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.api.Call;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.http.v2.InferenceServer.Inferred;
import io.forge.tensor.Tensors;
import io.forge.testkit.Compressed;
import io.forge.testkit.Latches;
import io.forge.testkit.RawConnection;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a request's body, and its room in the memory for bodies, live; and how long a body may be. */
class InferenceMemoryTest {

    private static final int LENGTH = 150_000;

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CompletableFuture<byte[]> seen = new CompletableFuture<>();

    /** Outlives its call, whatever it is told, and reads its input only then. */
    private Tensors linger(Tensors tensors, Call call) {
        entered.countDown();
        while (opened.getCount() > 0) {
            try {
                Latches.await(opened);
            } catch (InterruptedException e) {
                // It does not care.
            }
        }
        var bytes = new byte[LENGTH];
        tensors.get("x").bytes().get(bytes);
        seen.complete(bytes);
        return tensors;
    }

    private static byte[] request(String model, String coding, String parameters) {
        byte[] values = new byte[LENGTH];
        Arrays.fill(values, (byte) 7);
        byte[] json = ("{\"parameters\":{%s},\"inputs\":[{\"name\":\"x\",\"shape\":[%s],\"datatype\":\"UINT8\","
                        + "\"parameters\":{\"binary_data_size\":%s}}]}")
                .formatted(parameters, LENGTH, LENGTH)
                .getBytes(UTF_8);
        byte[] body = InferenceServer.join(json, values);
        String headers = "Inference-Header-Content-Length: %s\r\n".formatted(json.length);
        return coding.isEmpty()
                ? InferenceServer.request("POST", path(model), headers, body)
                : InferenceServer.request(
                        "POST",
                        path(model),
                        headers + "Content-Encoding: %s\r\n".formatted(coding),
                        Compressed.as(coding, body));
    }

    private static String path(String model) {
        return "/v2/models/%s/infer".formatted(model);
    }

    private static Inferred send(Forge forge, byte[] request) {
        try (var connection = RawConnection.to(forge.uri())) {
            return InferenceServer.inferred(connection.send(request).read());
        }
    }

    private static Handler<Tensors, Tensors> echo() {
        return Handler.unary(Tensors.class, Tensors.class, (tensors, call) -> tensors);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gzip", "deflate"})
    void areKeptWhileTheCodeOutlivesItsCall(String coding) throws Exception {
        var lingering = Handler.unary(Tensors.class, Tensors.class, this::linger);
        byte[] next = request("echo", "", "\"binary_data_output\":true");
        try (var forge = Forge.builder()
                .port(0)
                .set("http.max-body-memory", "256KiB")
                .handler("linger", lingering.on(Dispatch.WORKER))
                .handler("echo", echo())
                .start()) {
            try {
                byte[] first = request("linger", coding, "\"timeout\":100000");
                // On a busy machine its time may be over before the code is entered.
                Latches.awaitUntil(() -> send(forge, first).status() == 504 && entered.getCount() == 0);
                var refused = send(forge, next);
                assertThat(refused.status()).isEqualTo(429);
                assertThat(refused.json()).startsWith("{\"error\":\"");
                assertThat(refused.raw().header("Retry-After")).hasValue("1");
            } finally {
                opened.countDown();
            }

            assertThat(seen.get(20, TimeUnit.SECONDS)).containsOnly(7);
            Latches.awaitUntil(() -> send(forge, next).status() == 200);
        }
    }

    /** Of an answer that is so long that it is not copied together. */
    @Test
    void areKeptForAnOutputThatIsASliceOfAnInput() {
        byte[] sent = new byte[LENGTH];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i * 31);
        }
        byte[] json = ("{\"parameters\":{\"binary_data_output\":true},\"inputs\":[{\"name\":\"x\",\"shape\":[%s],"
                        + "\"datatype\":\"UINT8\",\"parameters\":{\"binary_data_size\":%s}}]}")
                .formatted(LENGTH, LENGTH)
                .getBytes(UTF_8);
        try (var forge = Forge.builder()
                        .port(0)
                        .set("http.max-body-memory", "256KiB")
                        .handler(
                                "slice",
                                Handler.unary(
                                        Tensors.class,
                                        Tensors.class,
                                        (tensors, call) ->
                                                Tensors.of("x", tensors.get("x").slice(10, LENGTH - 10))))
                        .start();
                var connection = RawConnection.to(forge.uri(), 4 << 10)) {
            byte[] request = InferenceServer.request(
                    "POST",
                    path("slice"),
                    "Inference-Header-Content-Length: %s\r\n".formatted(json.length),
                    InferenceServer.join(json, sent));
            for (int i = 0; i < 5; i++) {
                var answer = InferenceServer.inferred(connection.send(request).read());

                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.binary()).isEqualTo(Arrays.copyOfRange(sent, 10, LENGTH - 10));
            }
        }
    }

    /** One whose code waits for something else keeps its place. */
    @Test
    void refusesACallWithRetryAfterWhereAsManyAreInFlightAsTheHandlerTakes() {
        var later = new CompletableFuture<Tensors>();
        byte[] request = InferenceServer.request("POST", path("later"), "", "{\"inputs\":[]}".getBytes(UTF_8));
        try (var forge = Forge.builder()
                        .port(0)
                        .set("dispatch.event-loop.max-running", 1)
                        .handler(
                                "later",
                                Handler.async(Tensors.class, Tensors.class, (tensors, call) -> {
                                            entered.countDown();
                                            return later;
                                        })
                                        .on(Dispatch.EVENT_LOOP))
                        .start();
                var first = RawConnection.to(forge.uri())) {
            first.send(request);
            Latches.awaitUntil(() -> entered.getCount() == 0);
            var refused = send(forge, request);
            later.complete(Tensors.of());

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.json()).startsWith("{\"error\":\"");
            assertThat(refused.raw().header("Retry-After")).hasValue("1");
            assertThat(first.read().status()).isEqualTo(200);
        }
    }

    @Test
    void takesBodiesOf64MebibytesUnlessItIsConfigured() {
        try (var forge = Forge.builder()
                .port(0)
                .set("http.max-body-memory", "1GiB")
                .handler("echo", echo())
                .start()) {
            String announced = "POST %s HTTP/1.1\r\nHost: forge\r\nExpect: 100-continue\r\nContent-Length: %s\r\n\r\n";
            try (var fits = RawConnection.to(forge.uri());
                    var tooLong = RawConnection.to(forge.uri())) {
                assertThat(fits.send(announced.formatted(path("echo"), 64 << 20))
                                .readHead()
                                .status())
                        .isEqualTo(100);
                var refused = tooLong.send(announced.formatted(path("echo"), (64 << 20) + 1))
                        .read();
                assertThat(refused.status()).isEqualTo(413);
                assertThat(refused.text()).isEqualTo("{\"error\":\"The body is longer than the limit of 64MiB\"}");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void limitsABodyByWhatItInflatesTo(String coding) {
        try (var forge = Forge.builder()
                .port(0)
                .set("inference.max-body", "100KiB")
                .handler("echo", echo())
                .start()) {
            var refused = send(forge, request("echo", coding, ""));

            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.json())
                    .isEqualTo("{\"error\":\"The decompressed body is longer than the limit of 100KiB\"}");
        }
    }
}
