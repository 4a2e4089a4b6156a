package io.forge.http.v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.api.Content;
import io.forge.api.Dispatch;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.tensor.Tensors;
import io.forge.testkit.Latches;
import io.forge.testkit.RawConnection;
import io.forge.testkit.RawResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls are counted where they are told of, whatever way they came and whatever became of them. */
class StatisticsTest {

    private static final String MODES = "io.forge.testkit.Modes#all";
    private static final String BLOCKING = "io.forge.testkit.Modes#blocking";
    private static final String STATISTICS = "/v2/models/code/stats";
    private static final String INFER = "/v2/models/code/infer";
    private static final String EMPTY = "{\"inputs\":[]}";

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    /** Answers what it gets, unless a parameter says something else. */
    private Handler<Tensors, Tensors> code(Dispatch mode) {
        return Handler.unary(Tensors.class, Tensors.class, (tensors, call) -> {
                    if (call.parameters().containsKey("fail")) {
                        throw new ForgeException(ErrorCode.CONFLICT, "no");
                    }
                    if (call.parameters().containsKey("wait")) {
                        entered.countDown();
                        Latches.await(opened);
                    }
                    return tensors;
                })
                .on(mode);
    }

    private static Forge serve(Handler<?, ?> handler) {
        return Forge.builder().port(0).handler("code", handler).start();
    }

    private static RawResponse post(Forge forge, String path, String body) {
        return send(forge, "POST", path, body);
    }

    private static String get(Forge forge, String path) {
        var answer = send(forge, "GET", path, "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).hasValue("application/json");
        return answer.text();
    }

    private static RawResponse send(Forge forge, String method, String path, String body) {
        try (var connection = RawConnection.to(forge.uri())) {
            return connection
                    .send(InferenceServer.request(method, path, "", body.getBytes(UTF_8)))
                    .read();
        }
    }

    private static String parameter(String name) {
        return "{\"parameters\":{\"%s\":true},\"inputs\":[]}".formatted(name);
    }

    private static long count(Forge forge, String part) {
        var matcher = Pattern.compile("\"%s\":\\{\"count\":(\\d+),\"ns\":\\d+}".formatted(part))
                .matcher(get(forge, STATISTICS));
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    @Test
    void haveEveryFieldBeforeTheFirstCall() {
        String zero = "{\"count\":0,\"ns\":0}";
        try (var forge = serve(code(Dispatch.EVENT_LOOP))) {
            String expected = "{\"model_stats\":[{\"name\":\"code\",\"version\":\"1\",\"last_inference\":0,"
                    + "\"inference_count\":0,\"execution_count\":0,\"inference_stats\":{\"success\":D,\"fail\":D,\"queue\":D,"
                    + "\"compute_input\":D,\"compute_infer\":D,\"compute_output\":D,\"cache_hit\":D,\"cache_miss\":D},"
                    + "\"response_stats\":{},\"batch_stats\":[],\"memory_usage\":[]}]}";
            assertThat(get(forge, STATISTICS)).isEqualTo(expected.replace("D", zero));
            assertThat(get(forge, "/v2/models/code/versions/1/stats")).isEqualTo(expected.replace("D", zero));
            assertThat(get(forge, "/v2/models/stats")).isEqualTo(expected.replace("D", zero));
        }
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void countSuccessesAndFailuresOfEveryWayIn(Dispatch mode) throws Exception {
        try (var forge = serve(code(mode))) {
            post(forge, INFER, EMPTY);
            post(forge, "/v2/models/code/versions/1/infer", EMPTY);
            post(forge, "/code", EMPTY);
            forge.call("code", Tensors.of(), Tensors.class)
                    .toCompletableFuture()
                    .get();
            forge.exchange("code", Content.of("application/json", EMPTY.getBytes(UTF_8)), item -> {})
                    .toCompletableFuture()
                    .get();
            assertThat(post(forge, INFER, parameter("fail")).status()).isEqualTo(409);
            assertThat(post(forge, "/code", "{").status()).isEqualTo(400);

            assertThat(count(forge, "success")).isEqualTo(5);
            assertThat(count(forge, "fail")).isEqualTo(2);
            assertThat(count(forge, "queue")).isEqualTo(7);
            assertThat(count(forge, "compute_input")).isEqualTo(6);
            assertThat(count(forge, "compute_infer")).isEqualTo(5);
            assertThat(count(forge, "compute_output")).isEqualTo(5);
            assertThat(get(forge, STATISTICS))
                    .contains("\"inference_count\":5,\"execution_count\":5")
                    .doesNotContain("\"last_inference\":0,");
        }
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void countADeadlineAsAFailure(Dispatch mode) {
        var late = new CompletableFuture<Tensors>();
        try (var forge = Forge.builder()
                .port(0)
                .set("calls.timeout", "50ms")
                .handler(
                        "code",
                        Handler.async(Tensors.class, Tensors.class, (tensors, call) -> late)
                                .on(mode))
                .start()) {
            assertThat(post(forge, INFER, EMPTY).status()).isEqualTo(504);
            late.complete(Tensors.of());

            assertThat(count(forge, "fail")).isEqualTo(1);
            assertThat(count(forge, "success")).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource(BLOCKING)
    void countACancelledCallAsAFailure(Dispatch mode) throws Exception {
        try (var forge = serve(code(mode))) {
            try (var leaving = RawConnection.to(forge.uri())) {
                leaving.send(InferenceServer.request(
                        "POST", INFER, "", parameter("wait").getBytes(UTF_8)));
                Latches.await(entered);
            }
            Latches.awaitUntil(() -> count(forge, "fail") == 1);
            opened.countDown();

            assertThat(count(forge, "success")).isZero();
        }
    }

    @Test
    void leaveOutWhoIsNotLetIn() {
        try (var forge = Forge.builder()
                .port(0)
                .set("http.max-body", 16)
                .handler("code", code(Dispatch.EVENT_LOOP))
                .start()) {
            assertThat(post(forge, "/code", "x".repeat(17)).status()).isEqualTo(413);

            assertThat(count(forge, "fail")).isZero();
            assertThat(count(forge, "success")).isZero();
        }
    }

    @Test
    void areKeptOfStreamsTooWhichHaveNoneOfTheirOwn() {
        try (var forge = Forge.builder()
                .port(0)
                .handler("code", code(Dispatch.EVENT_LOOP))
                .handler("stream", Handler.streaming(String.class, String.class, (text, sink, call) -> sink.send(text)))
                .start()) {
            assertThat(post(forge, "/stream", "x").text()).isEqualTo("\"x\"\n");

            assertThat(get(forge, "/v2/models/stats")).contains("\"code\"").doesNotContain("\"stream\"");
        }
    }

    @Test
    void leaveThePathOfAModelToTheirOwn() {
        try (var forge = Forge.builder()
                .port(0)
                .handler("stats", code(Dispatch.EVENT_LOOP))
                .start()) {
            assertThat(get(forge, "/v2/models/stats")).startsWith("{\"model_stats\":[{\"name\":\"stats\"");
            assertThat(get(forge, "/v2/models/stats/stats")).startsWith("{\"model_stats\":[{\"name\":\"stats\"");
            assertThat(get(forge, "/v2/models/stats/versions/1")).startsWith("{\"name\":\"stats\",\"versions\"");
            assertThat(get(forge, "/v2/models/stats/ready")).isEqualTo("{\"name\":\"stats\",\"ready\":true}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/models/none/stats", "/v2/models/code/versions/2/stats", "/v2/models/code/stats/"})
    void areNotFoundOfAnUnknownModel(String path) {
        try (var forge = serve(code(Dispatch.EVENT_LOOP))) {
            var answer = send(forge, "GET", path, "");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.text()).startsWith("{\"error\":\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"POST,/v2/models/stats", "DELETE,/v2/models/code/stats", "POST,/v2/models/code/versions/1/stats"})
    void areOnlyRead(String method, String path) {
        try (var forge = serve(code(Dispatch.EVENT_LOOP))) {
            var answer = send(forge, method, path, "");

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).hasValue("GET, HEAD, OPTIONS");
            assertThat(answer.text()).startsWith("{\"error\":\"");
        }
    }
}
