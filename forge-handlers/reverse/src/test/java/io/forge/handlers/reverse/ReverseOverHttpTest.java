package io.forge.handlers.reverse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.ServedHandler;
import io.forge.api.Content;
import io.forge.api.Dispatch;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /reverse} as a client sees it: its contract, and what it answers to JSON that is broken or ambiguous. */
class ReverseOverHttpTest {

    private static Forge forge;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        forge = Forge.builder().port(0).handlers("reverse").start();
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        forge.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":\"abc\"}|{\"data\":[\"cba\"]}",
                "{\"b\":\"12\",\"a\":\"34\"}|{\"data\":[\"21\",\"43\"]}",
                "{\"a\":[1,\"x\",null,{\"k\":\"vw\"}]}|{\"data\":[[{\"k\":\"vw\"},null,\"x\",1]]}",
                "{\"a\":[1.50,12345678901234567890]}|{\"data\":[[12345678901234567890,1.5]]}",
                "{}|{\"data\":[]}",
                " { } |{\"data\":[]}",
                "{\"a\":\"\",\"b\":[]}|{\"data\":[\"\",[]]}",
                "{\"a\":\"x\uD83D\uDE00y\"}|{\"data\":[\"y\uD83D\uDE00x\"]}",
                "{\"a\":\"x\\ud83d\\ude00y\"}|{\"data\":[\"y\uD83D\uDE00x\"]}",
                "{\"a\":\"e\u0301x\"}|{\"data\":[\"x\u0301e\"]}",
                "{\"a\":\"\\\"\\n\"}|{\"data\":[\"\\n\\\"\"]}"
            })
    void reversesTheValuesOfAnObject(String body, String expected) throws Exception {
        var answer = post(body.getBytes(UTF_8), "Content-Type", "application/json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(answer.body()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":1}|The value of 'a' must be a string or an array but is a number",
                "{\"a\":\"x\",\"b\":true}|The value of 'b' must be a string or an array but is a boolean",
                "{\"a\":null}|The value of 'a' must be a string or an array but is null",
                "{\"a\":{}}|The value of 'a' must be a string or an array but is an object",
                "[\"a\"]|The body must be an object but is an array",
                "\"a\"|The body must be an object but is a string",
                "1|The body must be an object but is a whole number",
                "true|The body must be an object but is a boolean",
                "null|The body must be an object but is null",
                "{\"a\":\"b\",\"a\":\"c\"}|The body has the name 'a' twice in one object (line 1, column 13): send it once",
                "{\"a\":\"b\"} x|The body is not valid JSON (line 1, column 11): Unrecognized token 'x'",
                "{\"a\":\"b\"}{}|The body goes on after the JSON value (line 1, column 10): send one value",
                "{\"a\":[NaN]}|The body is not valid JSON (line 1, column 10): Non-standard token 'NaN'",
                "{\"a\":[1e999]}|Property 'a' has a number that is out of range (line 1, column 12)",
                "{\"a\":\"\\ud800\"}|The escape \\ud800 at byte 6 is half of a surrogate pair: send both halves, or the character itself",
                "{\"a\":|The body ends too early (line 1, column 6): send the whole JSON value"
            })
    void refusesWhatItCannotReverseAndSaysWhy(String body, String detail) throws Exception {
        assertRefused(body.getBytes(UTF_8), detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[01]}",
                "{\"a\":[1/**/]}",
                "{\"a\":\"\u0001\"}",
                "{\"a\":\"x\ny\"}",
                "{'a':'b'}",
                "{\"a\":\"b\",}",
                "{\"a\":\"b\"",
                "{\"a\":[-1e999]}",
                "{\"a\":\"\\udc00\\ud800\"}"
            })
    void refusesWhatIsNotJson(String body) throws Exception {
        var answer = post(body.getBytes(UTF_8));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:forge:problem:invalid-input").doesNotContain("`", "Exception", "java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t "})
    void refusesABodyWithNothingInIt(String body) throws Exception {
        assertRefused(body.getBytes(UTF_8), "The body is empty: send JSON, an object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c3", "eda080", "c0ae", "f4908080", "80"})
    void refusesBytesThatAreNotUtf8(String hex) throws Exception {
        assertRefused(around(hex), "The body is not UTF-8 at byte 6: send JSON as UTF-8");
    }

    private static byte[] around(String hex) {
        var body = new ByteArrayOutputStream();
        body.writeBytes("{\"a\":\"".getBytes(UTF_8));
        body.writeBytes(HexFormat.of().parseHex(hex));
        body.writeBytes("\"}".getBytes(UTF_8));
        return body.toByteArray();
    }

    @Test
    void refusesAByteOrderMark() throws Exception {
        assertRefused(
                "\uFEFF{\"a\":\"b\"}".getBytes(UTF_8), "The body starts with a byte order mark: send JSON without one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"})
    void refusesOtherEncodingsOfUnicode(String charset) throws Exception {
        var answer = post("{\"a\":\"b\"}".getBytes(charset));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("send JSON as UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "Application/JSON;charset=\"UTF-8\"",
                "application/vnd.api+json"
            })
    void readsJsonByAnyOfItsNames(String contentType) throws Exception {
        assertThat(post("{\"a\":\"bc\"}".getBytes(UTF_8), "Content-Type", contentType)
                        .body())
                .isEqualTo("{\"data\":[\"cb\"]}");
    }

    @Test
    void readsJsonThatDoesNotSayWhatItIs() throws Exception {
        assertThat(post("{\"a\":\"bc\"}".getBytes(UTF_8)).body()).isEqualTo("{\"data\":[\"cb\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/json; charset=utf-16",
                "application/json;charset=iso-8859-1",
                "application/jsonx",
                "json"
            })
    void refusesOtherTypesAndCharsetsAndSaysWhatToSend(String contentType) throws Exception {
        var answer = post("{\"a\":\"bc\"}".getBytes(UTF_8), "Content-Type", contentType);

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.headers().firstValue("accept")).hasValue("application/json");
        assertThat(answer.body()).contains("Unsupported media type", "send application/json in UTF-8");
    }

    @Test
    void asksForTheEventLoop() {
        assertThat(forge.handlers()).extracting(ServedHandler::dispatch).containsExactly(Dispatch.EVENT_LOOP);
    }

    @Test
    void isCalledInProcessToo() {
        var reversal = forge.call("reverse", Map.of("a", "bc"), Reversal.class);

        assertThat(reversal.toCompletableFuture().join()).isEqualTo(new Reversal(List.of("cb")));
    }

    /** An answer of several pieces, which leave one after the other, and are one in process. */
    @Test
    void reversesATextThatIsLong() throws Exception {
        byte[] body = "{\"a\":\"%s\\n\"}".formatted("xyz\u00E4".repeat(100_000)).getBytes(UTF_8);
        String expected = "{\"data\":[\"\\n%s\"]}".formatted("\u00E4zyx".repeat(100_000));

        assertThat(post(body).body()).isEqualTo(expected);
        var inProcess = forge.exchange("reverse", Content.of("application/json", body), items -> {});
        assertThat(UTF_8.decode(inProcess.toCompletableFuture().join().bytes()).toString())
                .isEqualTo(expected);
    }

    private static void assertRefused(byte[] body, String detail) throws Exception {
        var answer = post(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(answer.body())
                .contains("\"detail\":\"" + detail.replace("\\", "\\\\").replace("\"", "\\\"") + "\",");
        assertThat(post("{\"a\":\"bc\"}".getBytes(UTF_8)).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> post(byte[] body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(uri()).POST(BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString(UTF_8));
    }

    private static URI uri() {
        return forge.uri().resolve("/reverse");
    }
}
