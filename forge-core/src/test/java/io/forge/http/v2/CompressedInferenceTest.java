package io.forge.http.v2;

import static io.forge.http.v2.InferenceServer.ECHO;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.forge.testkit.Compressed;
import io.forge.testkit.RawResponse;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inference with compressed requests and answers: the header counts bytes of JSON that is decompressed. */
class CompressedInferenceTest {

    private static final String JSON_LENGTH = "Inference-Header-Content-Length";

    @RegisterExtension
    static final InferenceServer SERVER = new InferenceServer();

    @RegisterExtension
    static final InferenceServer WITHOUT =
            new InferenceServer(builder -> builder.set("inference.compress-answers", false));

    private static byte[] json(int values) {
        return "{\"inputs\":[{\"name\":\"x\",\"shape\":[%s],\"datatype\":\"INT32\",\"data\":%s}]}"
                .formatted(values, Collections.nCopies(values, 7))
                .replace(" ", "")
                .getBytes(UTF_8);
    }

    private static byte[] binaryJson(int bytes) {
        return ("{\"parameters\":{\"binary_data_output\":true},\"inputs\":[{\"name\":\"x\",\"shape\":[%1$s],"
                        + "\"datatype\":\"UINT8\",\"parameters\":{\"binary_data_size\":%1$s}}]}")
                .formatted(bytes)
                .getBytes(UTF_8);
    }

    private static RawResponse send(String headers, byte[] body) {
        return SERVER.send("POST", ECHO, headers, body);
    }

    private static byte[] decompressed(RawResponse answer, String coding) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Encoding")).hasValue(coding);
        assertThat(answer.header("Vary")).hasValue("Accept-Encoding");
        return Compressed.from(coding, answer.body());
    }

    @ParameterizedTest
    @CsvSource({"gzip,1", "deflate,1", "gzip,100000", "deflate,100000"})
    void readsJson(String coding, int values) {
        var answer = send("Content-Encoding: %s\r\n".formatted(coding), Compressed.as(coding, json(values)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.text())
                .isEqualTo(SERVER.infer(ECHO, new String(json(values), UTF_8)).json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void writesJson(String coding) {
        var answer = send("Accept-Encoding: %s\r\n".formatted(coding), json(5_000));

        assertThat(answer.header("Content-Type")).hasValue("application/json");
        assertThat(new String(decompressed(answer, coding), UTF_8))
                .isEqualTo(SERVER.infer(ECHO, new String(json(5_000), UTF_8)).json());
    }

    /** Of both the JSON is longer than the whole body as it is sent. */
    @ParameterizedTest
    @CsvSource({"gzip,2000", "deflate,2000", "gzip,100000", "deflate,1000000"})
    void readsAndWritesBinaryTensors(String coding, int length) {
        byte[] json = binaryJson(length);
        byte[] values = new byte[length];
        Arrays.fill(values, (byte) 7);
        byte[] body = Compressed.as(coding, InferenceServer.join(json, values));
        String headers = "%s: %s\r\nContent-Encoding: %s\r\nAccept-Encoding: %s\r\n"
                .formatted(JSON_LENGTH, json.length, coding, coding);

        var answer = send(headers, body);

        byte[] whole = decompressed(answer, coding);
        int jsonLength = Integer.parseInt(answer.header(JSON_LENGTH).orElseThrow());
        assertThat(answer.header("Content-Type")).hasValue("application/octet-stream");
        assertThat(answer.header("Content-Length").map(Integer::parseInt).orElseThrow())
                .isLessThan(whole.length);
        assertThat(new String(whole, 0, jsonLength, UTF_8))
                .isEqualTo("{\"model_name\":\"echo\",\"model_version\":\"1\",\"outputs\":[{\"name\":\"x\","
                        + "\"datatype\":\"UINT8\",\"shape\":[%1$s],\"parameters\":{\"binary_data_size\":%1$s}}]}"
                                .formatted(length));
        assertThat(Arrays.copyOfRange(whole, jsonLength, whole.length)).isEqualTo(values);
    }

    @Test
    void readsAHeaderThatExceedsTheContentLength() {
        byte[] json = ("{\"inputs\":[{\"name\":\"%s\",\"shape\":[1],\"datatype\":\"UINT8\","
                        + "\"parameters\":{\"binary_data_size\":1}}]}")
                .formatted("x".repeat(1_000))
                .getBytes(UTF_8);
        byte[] body = Compressed.gzip(InferenceServer.join(json, new byte[] {7}));
        assertThat(body.length).isLessThan(json.length);

        var answer = send("%s: %s\r\nContent-Encoding: gzip\r\n".formatted(JSON_LENGTH, json.length), body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("\"data\":[7]");
    }

    @Test
    void holdsTheHeaderToTheDecompressedBytes() {
        var answer = send(
                "%s: 3\r\nContent-Encoding: gzip\r\n".formatted(JSON_LENGTH), Compressed.gzip(new byte[] {'{', '}'}));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("must be a number from 0 to the 2 bytes of the body but is '3'");
    }

    @Test
    void refusesWhatIsCutInTheProtocolsForm() {
        var answer = send("Content-Encoding: gzip\r\n", Arrays.copyOf(Compressed.gzip(json(1)), 20));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).isEqualTo("{\"error\":\"The body ends within its gzip data: send all of it\"}");
    }

    @Test
    void compressesNothingWhereThatIsConfigured() {
        var answer = WITHOUT.send("POST", ECHO, "Accept-Encoding: gzip\r\n", json(5_000));

        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.header("Vary")).isEmpty();
    }

    /** Beside the header of the binary extension, and where the answer is JSON alone. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsCachesThatAnUncompressedAnswerVaries(boolean binary) {
        byte[] request = "{\"parameters\":{\"binary_data_output\":%s},\"inputs\":[%s]}"
                .formatted(binary, "{\"name\":\"x\",\"shape\":[1],\"datatype\":\"INT8\",\"data\":[7]}")
                .getBytes(UTF_8);

        var answer = send("", request);

        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.headers("Vary")).containsExactly("Accept-Encoding");
        assertThat(answer.header(JSON_LENGTH).isPresent()).isEqualTo(binary);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2", "/v2/health/live", "/v2/models/echo", "/v2/models/stats", "/v2/models/none"})
    void tellsNothingOfTheKindWhereAnswersAreNeverCompressed(String path) {
        var answer = SERVER.send("GET", path, "Accept-Encoding: gzip, identity;q=0\r\n", new byte[0]);

        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.header("Vary")).isEmpty();
    }

    @Test
    void tellsNothingOfTheKindInAnError() {
        var answer = send("Accept-Encoding: gzip\r\n", "{".getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Vary")).isEmpty();
    }
}
