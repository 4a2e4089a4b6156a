package io.forge.http.v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.forge.api.Handler;
import io.forge.testkit.Compressed;
import io.forge.testkit.RawConnection;
import io.forge.testkit.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The index of models, what becomes of a wish to load or unload one, and the extensions that there are not. */
class ModelRepositoryTest {

    private static final String INDEX = "/v2/repository/index";
    private static final byte[] EMPTY = {'{', '}'};
    private static final String LISTED = "[{\"name\":\"echo\",\"version\":\"1\",\"state\":\"READY\"}]";

    @RegisterExtension
    static final InferenceServer SERVER = new InferenceServer(
            builder -> builder.handler("text", Handler.unary(Void.class, String.class, (nothing, call) -> "")));

    private static RawResponse post(String path, String body) {
        return SERVER.send("POST", path, "", body.getBytes(UTF_8));
    }

    private static void assertRefused(RawResponse answer, int status, String message) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).hasValue("application/json");
        assertThat(answer.text()).startsWith("{\"error\":\"" + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"ready\":true}", "{\"ready\":false}", "{\"ready\":null}"})
    void listsEveryModel(String body) {
        var answer = post(INDEX, body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).hasValue("application/json");
        assertThat(answer.text()).isEqualTo(LISTED);
    }

    @Test
    void needsNeitherABodyNorItsLength() {
        try (var connection = RawConnection.to(SERVER.forge().uri())) {
            String request = "POST %s HTTP/1.1\r\nHost: forge\r\n\r\n".formatted(INDEX);
            assertThat(connection.send(request).read().text()).isEqualTo(LISTED);
            assertThat(connection.send(request).read().text()).isEqualTo(LISTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/octet-stream", "application/x-www-form-urlencoded", "?"})
    void takesWhateverContentTypeClientsSend(String contentType) {
        var answer = SERVER.send(
                "POST", INDEX, "Content-Type: %s\r\n".formatted(contentType), "{\"ready\":true}".getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(LISTED);
    }

    @Test
    void takesABodyThatComesInPieces() {
        try (var connection = RawConnection.to(SERVER.forge().uri())) {
            connection.send("POST %s HTTP/1.1\r\nHost: forge\r\nContent-Length: 14\r\nExpect: 100-continue\r\n\r\n"
                    .formatted(INDEX));
            assertThat(connection.readHead().status()).isEqualTo(100);
            assertThat(connection.send("{\"ready\"").send(":true}").read().text())
                    .isEqualTo(LISTED);
            connection.send("POST %s HTTP/1.1\r\nHost: forge\r\nTransfer-Encoding: chunked\r\n\r\n".formatted(INDEX));
            assertThat(connection.send("2\r\n{}\r\n").send("0\r\n\r\n").read().text())
                    .isEqualTo(LISTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"redy\":true}", "{\"ready\":1}", "[]", "null", "{", "{} {}"})
    void refusesABodyThatItDoesNotKnow(String body) {
        assertRefused(post(INDEX, body), 400, "");
    }

    @Test
    void refusesABodyThatIsTooLong() {
        assertRefused(post(INDEX, " ".repeat((64 << 10) + 1)), 413, "The body");
    }

    @Test
    void refusesChunksThatAreTooLong() {
        try (var connection = RawConnection.to(SERVER.forge().uri())) {
            int length = (64 << 10) + 1;
            connection.send("POST %s HTTP/1.1\r\nHost: forge\r\nTransfer-Encoding: chunked\r\n\r\n".formatted(INDEX));
            connection.send("%x\r\n%s\r\n0\r\n\r\n".formatted(length, " ".repeat(length)));

            assertRefused(connection.read(), 413, "The body");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {INDEX, "/v2/repository/models/echo/load", "/v2/repository/models/echo/unload"})
    void refusesACompressedBody(String path) {
        for (String coding : new String[] {"gzip", "deflate", "br", "identity, gzip"}) {
            var answer =
                    SERVER.send("POST", path, "Content-Encoding: %s\r\n".formatted(coding), Compressed.gzip(EMPTY));

            assertRefused(
                    answer, 415, "Unsupported Content-Encoding '%s': send the body uncompressed".formatted(coding));
            assertThat(answer.header("Accept-Encoding")).hasValue("identity");
        }
    }

    @Test
    void readsABodyThatSaysThatItIsNotCompressed() {
        assertThat(SERVER.send("POST", INDEX, "Content-Encoding: identity\r\n", EMPTY)
                        .text())
                .isEqualTo(LISTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"parameters\":{}}"})
    void hasLoadedWhatIsServed(String body) {
        var answer = post("/v2/repository/models/echo/load", body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{}");
    }

    @Test
    void loadsNothingThatClientsSend() {
        assertRefused(
                post("/v2/repository/models/echo/load", "{\"parameters\":{\"config\":\"{}\"}}"),
                400,
                "Model 'echo' is loaded, and takes no parameters");
        assertRefused(
                post("/v2/repository/models/echo/load", "{\"parameters\":{\"file:1/model.onnx\":\"AA==\"}}"),
                400,
                "Model 'echo' is loaded, and takes no parameters");
        assertRefused(
                post("/v2/repository/models/echo/load", "{\"parameters\":{\"other\":true}}"),
                400,
                "Model 'echo' is loaded, and takes no parameters");
        assertRefused(post("/v2/repository/models/echo/load", "{\"parameters\":1}"), 400, "");
        assertRefused(post("/v2/repository/models/echo/load", "{\"config\":\"{}\"}"), 400, "Unknown property 'config'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"parameters\":{\"unload_dependents\":false}}"})
    void unloadsNothingByName(String body) {
        assertRefused(post("/v2/repository/models/echo/unload", body), 400, "Model 'echo' cannot be unloaded by name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/repository/models/none/load",
                "/v2/repository/models/none/unload",
                "/v2/repository/models/text/load",
                "/v2/repository/other/index",
            })
    void knowsNoOtherModel(String path) {
        assertRefused(post(path, ""), 404, "Nothing is served at this path");
    }

    @ParameterizedTest
    @ValueSource(strings = {INDEX, "/v2/repository/models/echo/load", "/v2/repository/models/echo/unload"})
    void isNotRead(String path) {
        assertRefused(SERVER.get(path), 405, "This path supports POST");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v2/trace/setting",
        "POST,/v2/trace/setting",
        "GET,/v2/models/echo/trace/setting",
        "GET,/v2/logging",
        "POST,/v2/logging",
        "POST,/v2/models/echo/trace/setting",
        "GET,/v2/systemsharedmemory/status",
        "GET,/v2/systemsharedmemory/region/r/status",
        "POST,/v2/systemsharedmemory/region/r/register",
        "POST,/v2/systemsharedmemory/unregister",
        "POST,/v2/systemsharedmemory/region/r/unregister",
        "GET,/v2/cudasharedmemory/status",
        "GET,/v2/cudasharedmemory/region/r/status",
        "POST,/v2/cudasharedmemory/region/r/register",
        "POST,/v2/cudasharedmemory/unregister",
        "POST,/v2/cudasharedmemory/region/r/unregister",
    })
    void saysWhichExtensionsAreNotSupported(String method, String path) {
        assertRefused(SERVER.send(method, path, "", "{}".getBytes(UTF_8)), 501, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/systemsharedmemories", "/v2/logging/more"})
    void knowsNoOtherExtension(String path) {
        assertRefused(SERVER.get(path), 404, "Nothing is served at this path");
    }
}
