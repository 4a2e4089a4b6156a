package io.forge.http.v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.forge.api.Handler;
import io.forge.http.v2.InferenceServer.Inferred;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Signature;
import io.forge.tensor.TensorSpec;
import io.forge.tensor.Tensors;
import io.forge.testkit.RawConnection;
import io.forge.testkit.RawResponse;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the clients of Triton and KServe do, request by request, with all that they rely on. */
class OfficialClientTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TensorSpec ROWS = TensorSpec.of("x", DataType.FP32, Shape.of(Shape.ANY, 2));

    @RegisterExtension
    static final InferenceServer SERVER = new InferenceServer(builder -> builder.handler(
            "rows",
            Handler.unary(Tensors.class, Tensors.class, (tensors, call) -> tensors)
                    .with(Signature.of(List.of(ROWS), List.of(ROWS)))));

    private static JsonNode get(String path, int status) {
        var answer = SERVER.get(path);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body())
                .as("clients report an empty body as no answer")
                .isNotEmpty();
        return JSON.readTree(answer.body());
    }

    /** The Python client's {@code _get_error} fails on a body without this key. */
    private static void assertError(RawResponse answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("error").asString()).isNotEmpty();
    }

    /** KServe's client reads the keys, Triton's the status. */
    @Test
    void asksForHealth() {
        assertThat(get("/v2/health/live", 200).path("live").asBoolean()).isTrue();
        assertThat(get("/v2/health/ready", 200).path("ready").asBoolean()).isTrue();
        assertThat(get("/v2/models/rows/ready", 200).path("ready").asBoolean()).isTrue();
        assertError(SERVER.get("/v2/models/none/ready"), 404);
    }

    /** {@code perf_analyzer} fails without one of these. */
    @Test
    void asksForWhatTheModelIs() {
        assertThat(get("/v2", 200).path("extensions").toString())
                .isEqualTo(
                        "[\"binary_tensor_data\",\"classification\",\"parameters\",\"statistics\",\"model_configuration\",\"model_repository\"]");
        var metadata = get("/v2/models/rows", 200);
        assertThat(metadata.path("inputs").toString())
                .isEqualTo("[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[-1,2]}]");
        var config = get("/v2/models/rows/config", 200);
        assertThat(config.path("platform").asString()).isNotEmpty();
        assertThat(config.path("max_batch_size").asInt()).isZero();
        assertThat(config.path("input").path(0).path("data_type").asString()).isEqualTo("TYPE_FP32");
        assertThat(config.path("model_transaction_policy").path("decoupled").asBoolean())
                .isFalse();
    }

    /** Its default: all tensors as bytes, no {@code Content-Type}, the flag at each output. */
    private static Inferred inferAsThePythonClient(String shape, String bytes) {
        byte[] binary = HexFormat.of().parseHex(bytes);
        return SERVER.infer(
                "/v2/models/rows/infer",
                ("{\"inputs\":[{\"name\":\"x\",\"shape\":%s,\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":%s}}],"
                                + "\"outputs\":[{\"name\":\"x\",\"parameters\":{\"binary_data\":true}}]}")
                        .formatted(shape, binary.length),
                binary);
    }

    @Test
    void infersAndCounts() {
        long before = successes();
        var answer = inferAsThePythonClient("[1,2]", "0000803f00000040");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.binary()).isEqualTo(HexFormat.of().parseHex("0000803f00000040"));
        assertThat(answer.raw().header("Transfer-Encoding"))
                .as("the Java client reads by Content-Length")
                .isEmpty();
        assertThat(successes()).isEqualTo(before + 1);
    }

    private static long successes() {
        return get("/v2/models/rows/stats", 200)
                .path("model_stats")
                .path(0)
                .path("inference_stats")
                .path("success")
                .path("count")
                .asLong();
    }

    @Test
    void isToldWhatIsWrong() {
        assertError(inferAsThePythonClient("[2]", "0000803f00000040").raw(), 400);
        assertError(SERVER.infer("/v2/models/none/infer", "{\"inputs\":[]}").raw(), 404);
        assertError(SERVER.infer("/v2/models/rows/infer", "{\"inputs\":[").raw(), 400);
        assertError(SERVER.get("/v2/models/rows/infer"), 405);
        assertError(SERVER.get("/v2/nothing"), 404);
    }

    /** It sends neither a body nor its length. */
    @Test
    void asksForTheRepository() {
        try (var connection = RawConnection.to(SERVER.forge().uri())) {
            var answer = connection
                    .send("POST /v2/repository/index HTTP/1.1\r\nHost: forge\r\n\r\n")
                    .read();

            assertThat(JSON.readTree(answer.body()).toString())
                    .isEqualTo("[{\"name\":\"echo\",\"version\":\"1\",\"state\":\"READY\"},"
                            + "{\"name\":\"rows\",\"version\":\"1\",\"state\":\"READY\"}]");
        }
    }

    /** The Java client reads the JSON with a single read: head and JSON leave together, before any tensor. */
    @Test
    void findsTheWholeJsonInTheFirstPacket() {
        byte[] rows = new byte[8 * 20_000];
        byte[] json =
                ("{\"inputs\":[{\"name\":\"x\",\"shape\":[20000,2],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":%s}}],"
                                + "\"outputs\":[{\"name\":\"x\",\"parameters\":{\"binary_data\":true}}]}")
                        .formatted(rows.length)
                        .getBytes(UTF_8);
        try (var connection = RawConnection.to(SERVER.forge().uri())) {
            connection.send(InferenceServer.request(
                    "POST",
                    "/v2/models/rows/infer",
                    "Inference-Header-Content-Length: %s\r\n".formatted(json.length),
                    InferenceServer.join(json, rows)));
            String first = connection.readOnce();

            assertThat(first).matches(Pattern.compile(".*\r\n\r\n\\{.*}]}.*", Pattern.DOTALL));
        }
    }
}
