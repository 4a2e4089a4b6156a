package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.tensor.Tensors;
import io.forge.testkit.Latches;
import io.forge.testkit.RawResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code X-Request-Timeout}: how long a client waits for its answer. */
class RequestTimeoutTest {

    private static final String ACCEPTED =
            ": send one positive duration such as 250ms, 2s or 1m, or a number of seconds such as 0.5";

    /** Whoever waited for it would not answer. */
    private static final String UNSENT_BODY = "Content-Length: 1000\r\n\r\n";

    @RegisterExtension
    static final HttpTestServer SERVER = new HttpTestServer(builder -> builder.set("calls.timeout", "30m")
            .handler("minutes", minutes())
            .handler("tensors", Handler.unary(Tensors.class, Tensors.class, (tensors, call) -> tensors))
            .handler("items", Handler.streaming(Void.class, String.class, (nothing, sink, call) -> {
                Latches.await(new CountDownLatch(1));
            })));

    /** Answers with the time that it has, in whole minutes. */
    private static Handler<Void, Long> minutes() {
        return Handler.unary(
                        Void.class,
                        Long.class,
                        (nothing, call) -> call.remaining().orElseThrow().toMinutes())
                .on(Dispatch.EVENT_LOOP);
    }

    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "2s, PT2S",
        "0.5, PT0.5S",
        "2, PT2S",
        "1m, PT1M",
        "1.5s, PT1.5S",
        "0.25m, PT15S",
        "1.5ms, PT0.0015S",
        "00000000000000000001, PT1S",
        "1.000000000000000000000, PT1S",
        "'  20s\t', PT20S",
        "0.0000000000001, PT0.000000001S",
        "0.0000000001ms, PT0.000000001S"
    })
    void readsAPositiveDuration(String value, Duration expected) {
        assertThat(RequestTimeout.parse(List.of(value))).isEqualTo(expected.toNanos());
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372037", "153722868m", "99999999999999999999999999999999999999999999999999999.9m"})
    void takesWhatIsTooLongToCountForNoLimit(String value) {
        assertThat(RequestTimeout.parse(List.of(value))).isEqualTo(RequestTimeout.NONE);
    }

    @ParameterizedTest
    @CsvSource({"600s, 9", "600, 9", "10m, 9", "1800s, 29", "31m, 29", "99999999999999999999, 29"})
    void shortensACallAndNeverExtendsIt(String value, long minutes) {
        assertThat(ask("/minutes", "X-Request-Timeout: " + value + "\r\n\r\n").text())
                .isEqualTo(Long.toString(minutes));
    }

    /** The time of each counts from when its head was read, which is after the one before it was answered. */
    @Test
    void isOfOneRequestAndNotOfThoseBehindIt() {
        try (var connection = SERVER.connect()) {
            connection.send("POST /items HTTP/1.1\r\nHost: forge\r\nX-Request-Timeout: 30ms\r\n\r\n"
                    + "POST /minutes HTTP/1.1\r\nHost: forge\r\n\r\n"
                    + "POST /minutes HTTP/1.1\r\nHost: forge\r\nX-Request-Timeout: 10m\r\n\r\n");

            assertThat(connection.read().status()).isEqualTo(504);
            assertThat(connection.read().text()).isEqualTo("29");
            assertThat(connection.read().text()).isEqualTo("9");
        }
    }

    @Test
    void isLookedUpWithoutRegardToCase() {
        assertThat(ask("/minutes", "x-REQUEST-timeout: 10m\r\n\r\n").text()).isEqualTo("9");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("X-Request-Timeout:", "is empty"),
                Arguments.of("X-Request-Timeout:  \t ", "is empty"),
                Arguments.of("X-Request-Timeout: 0", "is zero ('0')"),
                Arguments.of("X-Request-Timeout: 0.000ms", "is zero ('0.000ms')"),
                Arguments.of("X-Request-Timeout: -1", "is negative ('-1')"),
                Arguments.of("X-Request-Timeout: -0.5s", "is negative ('-0.5s')"),
                Arguments.of("X-Request-Timeout: soon", "is not a duration ('soon')"),
                Arguments.of("X-Request-Timeout: 1h", "is not a duration ('1h')"),
                Arguments.of("X-Request-Timeout: 1S", "is not a duration ('1S')"),
                Arguments.of("X-Request-Timeout: 1 s", "is not a duration ('1 s')"),
                Arguments.of("X-Request-Timeout: +1", "is not a duration ('+1')"),
                Arguments.of("X-Request-Timeout: 1e3", "is not a duration ('1e3')"),
                Arguments.of("X-Request-Timeout: .5", "is not a duration ('.5')"),
                Arguments.of("X-Request-Timeout: 5.", "is not a duration ('5.')"),
                Arguments.of("X-Request-Timeout: 1.2.3", "is not a duration ('1.2.3')"),
                Arguments.of("X-Request-Timeout: NaN", "is not a duration ('NaN')"),
                Arguments.of("X-Request-Timeout: Infinity", "is not a duration ('Infinity')"),
                Arguments.of("X-Request-Timeout: PT1S", "is not a duration ('PT1S')"),
                Arguments.of("X-Request-Timeout: 1s;q=1", "is not a duration ('1s;q=1')"),
                Arguments.of(
                        "X-Request-Timeout: " + "x".repeat(101), "is not a duration ('" + "x".repeat(100) + "...')"),
                Arguments.of(
                        "X-Request-Timeout: " + "1".repeat(101), "is not a duration ('" + "1".repeat(100) + "...')"),
                Arguments.of("X-Request-Timeout: 1s, 2s", "has more than one value ('1s, 2s')"),
                Arguments.of("X-Request-Timeout: 1s,1s", "has more than one value ('1s,1s')"),
                Arguments.of("X-Request-Timeout: 1s,", "has more than one value ('1s,')"),
                Arguments.of("X-Request-Timeout: 1s\r\nX-Request-Timeout: 1s", "has more than one value ('1s, 1s')"),
                Arguments.of("X-Request-Timeout: 1s\r\nx-request-timeout:", "has more than one value ('1s,')"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesAnythingElseBeforeTheBody(String header, String what) {
        var answer = ask("/echo", header + "\r\n" + UNSENT_BODY);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.text())
                .contains("\"type\":\"urn:forge:problem:invalid-input\"")
                .contains("\"detail\":\"Header X-Request-Timeout " + what + ACCEPTED + "\"");
        assertThat(SERVER.calls()).isZero();
    }

    @Test
    void refusesInTheFormOfTheProtocol() {
        var answer = ask("/v2/models/tensors/infer", "X-Request-Timeout: 0\r\n" + UNSENT_BODY);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).isEqualTo("{\"error\":\"Header X-Request-Timeout is zero ('0')" + ACCEPTED + "\"}");
    }

    @Test
    void refusesBeforeAStreamBegins() {
        assertThat(ask("/items", "X-Request-Timeout: 0\r\n\r\n").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/health/live", "/v2/models/tensors", "/v2/models/stats"})
    void isIgnoredWhereNoHandlerIsCalled(String path) {
        try (var connection = SERVER.connect()) {
            connection.send("GET %s HTTP/1.1\r\nHost: forge\r\nX-Request-Timeout: soon\r\n\r\n".formatted(path));

            assertThat(connection.read().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 20\r\n\r\nhello",
                "Transfer-Encoding: chunked\r\n\r\n20\r\nhello",
                "Content-Encoding: gzip\r\nContent-Length: 20\r\n\r\nhello"
            })
    void endsACallWhoseBodyIsStillToCome(String headersAndBody) {
        try (var connection = SERVER.connect()) {
            var answer = connection
                    .send("POST /echo HTTP/1.1\r\nHost: forge\r\nX-Request-Timeout: 20ms\r\n" + headersAndBody)
                    .read();

            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.text())
                    .contains("urn:forge:problem:deadline-exceeded")
                    .contains("No answer within 20ms, because the body did not arrive: 5 bytes came");
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(SERVER.calls()).isZero();
    }

    @Test
    void endsACallWhoseClientWasToldToSendItsBody() {
        try (var connection = SERVER.connect()) {
            connection.send("POST /echo HTTP/1.1\r\nHost: forge\r\nX-Request-Timeout: 20ms\r\nExpect: 100-continue\r\n"
                    + UNSENT_BODY);
            assertThat(connection.read().status()).isEqualTo(100);

            assertThat(connection.read().status()).isEqualTo(504);
        }
    }

    @Test
    void endsACallWhoseBodyIsStillToComeInTheFormOfTheProtocol() {
        assertThat(ask("/v2/models/tensors/infer", "X-Request-Timeout: 20ms\r\n" + UNSENT_BODY)
                        .text())
                .isEqualTo("{\"error\":\"No answer within 20ms, because the body did not arrive: 0 bytes came\"}");
    }

    private static RawResponse ask(String path, String headersAndBody) {
        try (var connection = SERVER.connect()) {
            return connection
                    .send("POST %s HTTP/1.1\r\nHost: forge\r\n%s".formatted(path, headersAndBody))
                    .read();
        }
    }
}
