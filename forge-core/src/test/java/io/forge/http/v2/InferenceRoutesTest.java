package io.forge.http.v2;

import static io.forge.http.v2.InferenceServer.ECHO;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Signature;
import io.forge.tensor.TensorSpec;
import io.forge.tensor.Tensors;
import io.forge.testkit.RawConnection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is at which path under {@code /v2}, and how everything else there is refused. */
class InferenceRoutesTest {

    private static final Signature SIGNATURE = Signature.of(
            List.of(
                    TensorSpec.of("image", DataType.FP32, Shape.of(Shape.ANY, 3, 224, 224)),
                    TensorSpec.of("scale", DataType.FP64, Shape.of()).optional()),
            List.of(TensorSpec.of("label", DataType.BYTES, Shape.of(Shape.ANY))));

    @RegisterExtension
    static final InferenceServer SERVER = new InferenceServer(builder -> builder.handler(
                    "classify",
                    Handler.unary(Tensors.class, Tensors.class, (tensors, call) -> tensors)
                            .with(SIGNATURE))
            .handler(
                    "wide",
                    Handler.unary(Tensors.class, Tensors.class, (tensors, call) -> tensors)
                            .with(Signature.of(manyInputs(), List.of())))
            .handler("nothing", Handler.unary(Void.class, String.class, (nothing, call) -> ""))
            .handler(
                    "stream",
                    Handler.streaming(Tensors.class, Tensors.class, (tensors, sink, call) -> sink.send(tensors))));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "/v2/health/live | {\"live\":true}",
                "/v2/health/ready | {\"ready\":true}",
                "/v2/models/echo | {\"name\":\"echo\",\"versions\":[\"1\"],\"platform\":\"java\",\"inputs\":[],\"outputs\":[]}",
                "/v2/models/echo/versions/1 | {\"name\":\"echo\",\"versions\":[\"1\"],\"platform\":\"java\",\"inputs\":[],\"outputs\":[]}",
                "/v2/models/echo/ready | {\"name\":\"echo\",\"ready\":true}",
                "/v2/models/echo/versions/1/ready | {\"name\":\"echo\",\"ready\":true}",
                "/v2/models/classify | {\"name\":\"classify\",\"versions\":[\"1\"],\"platform\":\"java\",\"inputs\":["
                        + "{\"name\":\"image\",\"datatype\":\"FP32\",\"shape\":[-1,3,224,224]},"
                        + "{\"name\":\"scale\",\"datatype\":\"FP64\",\"shape\":[]}],"
                        + "\"outputs\":[{\"name\":\"label\",\"datatype\":\"BYTES\",\"shape\":[-1]}]}",
            })
    void saysWhatThereIs(String path, String document) {
        var answer = SERVER.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(document);
        assertThat(answer.header("Content-Type")).hasValue("application/json");
        var head = SERVER.send("HEAD", path, "", new byte[0]);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).hasValue(String.valueOf(document.length()));
    }

    private static List<TensorSpec> manyInputs() {
        return IntStream.range(0, 2_000)
                .mapToObj(i -> TensorSpec.of("input-" + i, DataType.FP32, Shape.of(Shape.ANY, 3, 224, 224)))
                .toList();
    }

    @Test
    void describesAModelWhoseDescriptionIsLong() {
        for (int round = 0; round < 2; round++) {
            var answer = SERVER.get("/v2/models/wide");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text())
                    .hasSizeGreaterThan(100_000)
                    .contains("\"input-0\"")
                    .endsWith(
                            "{\"name\":\"input-1999\",\"datatype\":\"FP32\",\"shape\":[-1,3,224,224]}],\"outputs\":[]}");
        }
    }

    @Test
    void saysWhatTheServerIs() {
        assertThat(SERVER.get("/v2").text())
                .matches(
                        "\\{\"name\":\"forge\",\"version\":\"[^\"]+\","
                                + "\"extensions\":\\[\"binary_tensor_data\",\"classification\",\"parameters\",\"statistics\",\"model_configuration\",\"model_repository\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/",
                "/v2/models",
                "/v2/models/none",
                "/v2/models/none/ready",
                "/v2/models/echo/versions/2",
                "/v2/models/echo/version/1",
                "/v2/models/echo/",
                "/v2/models/Echo",
                "/v2/models/%65cho",
                "/v2/models/nothing",
                "/v2/models/stream",
                "/v2/health",
                "/v2/repository",
                "/v2/repository/models/none/load",
                "/v2/models/none/config",
                "/v2/models/echo/versions/2/config",
                "/v2/models/none/trace/setting",
            })
    void answersNotFoundInTheProtocolsForm(String path) {
        var answer = SERVER.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).startsWith("{\"error\":\"Nothing is served at this path");
        assertThat(answer.header("Content-Type")).hasValue("application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/v2",
        "POST,/v2/health/live",
        "PUT,/v2/models/echo",
        "DELETE,/v2/models/echo/ready",
        "GET,/v2/models/echo/infer",
    })
    void answersMethodNotAllowedInTheProtocolsForm(String method, String path) {
        var answer = SERVER.send(method, path, "", new byte[0]);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.text()).startsWith("{\"error\":\"This path supports");
        assertThat(answer.header("Allow")).isPresent();
    }

    @Test
    void leavesOtherPathsToOtherProtocols() {
        assertThat(SERVER.get("/v20").header("Content-Type")).hasValue("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Type: application/octet-stream\r\n", "Content-Type: text/plain\r\n"})
    void takesWhateverContentTypeClientsSend(String header) {
        byte[] body = "{\"inputs\":[]}".getBytes(UTF_8);

        assertThat(SERVER.send("POST", ECHO, header, body).text())
                .isEqualTo("{\"model_name\":\"echo\",\"model_version\":\"1\",\"outputs\":[]}");
    }

    @Test
    void takesTheVersionInThePath() {
        assertThat(SERVER.infer("/v2/models/echo/versions/1/infer", "{\"inputs\":[]}")
                        .json())
                .isEqualTo("{\"model_name\":\"echo\",\"model_version\":\"1\",\"outputs\":[]}");
    }

    @Test
    void refusesAnUnknownCodingInTheProtocolsForm() {
        var answer = SERVER.send("POST", ECHO, "Content-Encoding: br\r\n", new byte[] {1});

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.text()).startsWith("{\"error\":\"Unsupported Content-Encoding 'br'");
        assertThat(answer.header("Accept-Encoding")).hasValue("gzip, deflate");
    }

    /** What the guard refuses has not found its route yet. */
    @Test
    void refusesABadRequestInTheProtocolsForm() {
        var answer = SERVER.send("POST", ECHO, "Expect: a miracle\r\n", new byte[0]);

        assertThat(answer.status()).isEqualTo(417);
        assertThat(answer.text()).startsWith("{\"error\":\"");
    }

    /** Clients fail on an error without a body, and on one without this key. Here an exclamation mark ends a line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "GET /v2/none HTTP/1.1!Host: forge!! | 404",
                "GET /v2/models/echo/infer HTTP/1.1!Host: forge!! | 405",
                "TRACE /v2 HTTP/1.1!Host: forge!! | 405",
                "GET /v2/%00 HTTP/1.1!Host: forge!! | 400",
                "POST /v2/models/echo/infer HTTP/1.1!Host: forge!Content-Length: 0!! | 400",
                "POST /v2/models/echo/infer HTTP/1.1!Host: forge!Content-Length: 2!!{} | 400",
                "POST /v2/models/echo/infer HTTP/1.1!Host: forge!Content-Length: 999999999!! | 413",
                "POST /v2/repository/index HTTP/1.1!Host: forge!Content-Length: 999999!! | 413",
                "POST /v2/models/echo/infer HTTP/1.1!Host: forge!Expect: more!Content-Length: 0!! | 417",
                "GET /v2/logging HTTP/1.1!Host: forge!! | 501",
            })
    void answersEveryErrorWithABodyInTheProtocolsForm(String request, int status) {
        try (var connection = RawConnection.to(SERVER.forge().uri())) {
            var answer = connection.send(request.replace("!", "\r\n")).read();

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Content-Type")).hasValue("application/json");
            assertThat(answer.text()).matches("\\{\"error\":\".+\"}");
        }
    }

    @ParameterizedTest
    @CsvSource({"9000,0,414", "0,17000,431"})
    void answersAHeadThatIsTooLongInTheProtocolsForm(int query, int header, int status) {
        var answer = SERVER.send(
                "GET", "/v2/models/echo?" + "a".repeat(query), "X: %s\r\n".formatted("a".repeat(header)), new byte[0]);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).hasValue("application/json");
        assertThat(answer.text()).startsWith("{\"error\":\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2",
                "/v2/health/ready",
                "/v2/models/echo/config",
                "/v2/models/echo/versions/1/config",
                "/v2/models/stats",
                "/v2/models/echo/stats",
                "/v2/models/echo/versions/1/stats",
            })
    void answersHeadAsGetWithoutTheBody(String path) {
        var get = SERVER.get(path);
        var head = SERVER.send("HEAD", path, "", new byte[0]);

        assertThat(head.status()).isEqualTo(get.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        assertThat(head.header("Content-Length")).hasValue(String.valueOf(get.body().length));
    }

    @Test
    void listsAHandlerOnceWithAllItsPaths() {
        assertThat(SERVER.forge().handlers())
                .filteredOn(served -> served.name().equals("echo"))
                .singleElement()
                .satisfies(served -> assertThat(served.path()).isEqualTo("/echo"))
                .satisfies(served -> assertThat(served.otherPaths()).containsExactly(ECHO))
                .satisfies(served -> assertThat(served.dispatch()).isEqualTo(Dispatch.EVENT_LOOP));
    }
}
