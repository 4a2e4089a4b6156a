package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.api.Dispatch;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.testkit.RawConnection;
import io.forge.testkit.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list that the Connection header is (RFC 9110, section 7.6.1), and the end of the connection it asks for. */
class ConnectionHeaderTest {

    @RegisterExtension
    static final HttpTestServer SERVER = new HttpTestServer(builder -> builder.handler(
                    "stream", Handler.streaming(Void.class, String.class, (input, sink, call) -> {
                        sink.send("one");
                        sink.send("two");
                    }))
            .handler(
                    "failing",
                    Handler.unary(Void.class, String.class, (input, call) -> {
                                throw new ForgeException(ErrorCode.NOT_FOUND, "No such model");
                            })
                            .on(Dispatch.EVENT_LOOP)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "close",
                "CLOSE",
                "close ",
                "TE, close",
                "close, TE",
                "keep-alive, close",
                "close, keep-alive",
                "keep-alive,\tClose\t, TE",
                ",, close,",
                "x,close,y",
                "keep-alive\r\nConnection: close",
                "close\r\nConnection: keep-alive",
                "TE\r\nX-Between: x\r\ncOnNeCtIoN: a, close"
            })
    void closesWhereverInTheListTheClientAsksForIt(String options) {
        assertCloses(with(HttpTestServer.GOOD, options), 200);
        assertCloses(with(HttpTestServer.GOOD.replace("HTTP/1.1", "HTTP/1.0"), options), 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "TE",
                "keep-alive",
                "closed",
                "x-close",
                "clo se",
                "close;q=1",
                "\"close\"",
                "TE, disclose"
            })
    void keepsTheConnectionWhereNothingInTheListSaysClose(String options) {
        try (var connection = SERVER.connect()) {
            var answer = connection.send(with(HttpTestServer.GOOD, options)).read();

            assertThat(answer.header("Connection")).isEmpty();
            HttpTestServer.assertServes(connection);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keep-alive",
                "Keep-Alive",
                "TE, keep-alive",
                "keep-alive, TE",
                ",keep-alive ,",
                "TE\r\nConnection: keep-alive"
            })
    void keepsTheConnectionOfAnHttp10ClientWhereverInTheListItAsksForIt(String options) {
        try (var connection = SERVER.connect()) {
            var answer = connection
                    .send(with(HttpTestServer.GOOD.replace("HTTP/1.1", "HTTP/1.0"), options))
                    .read();

            assertThat(answer.header("Connection")).hasValue("keep-alive");
            HttpTestServer.assertServes(connection);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TE", "keep-alives", "x-keep-alive, TE"})
    void closesTheConnectionOfAnHttp10ClientThatDoesNotAskToKeepIt(String options) {
        assertCloses(with(HttpTestServer.GOOD.replace("HTTP/1.1", "HTTP/1.0"), options), 200);
    }

    @Test
    void findsTheNextRequestOfAnHttp10ClientBehindOneWithoutALength() {
        try (var connection = SERVER.connect()) {
            connection.send("POST /reverse HTTP/1.0\r\nConnection: TE, keep-alive\r\n\r\n" + HttpTestServer.GOOD);

            assertThat(connection.read().status()).isEqualTo(400);
            assertThat(connection.read().text()).isEqualTo(HttpTestServer.GOOD_ANSWER);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /hello|0|200",
                "HEAD /hello|0|200",
                "POST /nothing|0|204",
                "OPTIONS /hello|0|204",
                "POST /stream|0|200",
                "GET /failing|0|404",
                "GET /unknown|0|404",
                "POST /unknown|20|404",
                "POST /reverse|2|400",
                "PUT /hello|20|405",
                "POST /echo|2000000000|413",
                "POST /work|4|200"
            })
    void closesBehindWhateverItAnswers(String request, int length, int status) {
        try (var connection = SERVER.connect()) {
            connection.send("%s HTTP/1.1\r\nHost: forge\r\nConnection: TE, close\r\n".formatted(request)
                    + (length == 0 ? "" : "Content-Length: " + length + "\r\n")
                    + "\r\n"
                    + "x".repeat(Math.min(length, 20))
                    + HttpTestServer.GOOD);

            var answer = request.startsWith("HEAD") ? connection.readHead() : connection.read();

            assertClosed(connection, answer, status);
        }
        assertThat(SERVER.calls()).isEqualTo(request.endsWith("work") ? 1 : 0);
    }

    private static void assertCloses(String request, int status) {
        int before = SERVER.calls();
        try (RawConnection connection = SERVER.connect()) {
            assertClosed(
                    connection, connection.send(request + HttpTestServer.GOOD).read(), status);
        }
        assertThat(SERVER.calls() - before).isEqualTo(1);
    }

    private static void assertClosed(RawConnection connection, RawResponse answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers("Connection")).containsExactly("close");
        assertThat(connection.isClosedByServer()).isTrue();
    }

    private static String with(String request, String options) {
        return request.replace("\r\n\r\n", "\r\nConnection: " + options + "\r\n\r\n");
    }
}
