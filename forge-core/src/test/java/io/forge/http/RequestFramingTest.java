package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.testkit.RawConnection;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose boundaries two readers could see differently (RFC 9112): nothing behind them is taken for a request. */
class RequestFramingTest {

    @RegisterExtension
    static final HttpTestServer SERVER = new HttpTestServer();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 11\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 11",
                "Content-Length: 11\r\nContent-Length: 11",
                "Content-Length: 11\r\nContent-Length: 12",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"
            })
    void refusesTwoHeadersThatBothSayHowLongTheBodyIs(String headers) {
        assertRefused(400, withHeaders("HTTP/1.1", headers));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11, 11",
                "+11",
                "-11",
                "0x11",
                "",
                "11a",
                "1 1",
                "9223372036854775807",
                "9223372036854775808",
                "18446744073709551616",
                "18446744073709551627",
                "00000000000000000000011"
            })
    void refusesAContentLengthThatIsNoPlainNumber(String length) {
        assertRefused(400, withHeaders("HTTP/1.1", "Content-Length: " + length));
    }

    @Test
    void neverAnswersAContentLengthOfMoreDigitsThanTheParserCounts() {
        try (var connection = SERVER.connect()) {
            connection.send(withHeaders("HTTP/1.1", "Content-Length: 99999999999999999999999"));

            connection
                    .readUnlessDropped()
                    .ifPresent(answer -> assertThat(answer.status()).isEqualTo(400));
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(SERVER.calls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xchunked",
                "gzip, chunked",
                "chunked, chunked",
                "chunked, identity",
                "\"chunked\"",
                "identity",
                "chunked;q=1",
                ""
            })
    void refusesATransferEncodingOtherThanChunked(String coding) {
        assertRefused(501, withHeaders("HTTP/1.1", "Transfer-Encoding: " + coding));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunked", "CHUNKED"})
    void readsChunkedInAnyCaseAndThenCloses(String coding) {
        try (var connection = SERVER.connect()) {
            connection.send("POST /reverse HTTP/1.1\r\nHost: forge\r\nTransfer-Encoding: %s\r\n\r\n".formatted(coding)
                    + "b\r\n{\"a\":\"xyz\"}\r\n0\r\n\r\n" + HttpTestServer.GOOD);

            assertThat(connection.read().text()).isEqualTo(HttpTestServer.GOOD_ANSWER);
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(SERVER.calls()).isEqualTo(1);
    }

    @Test
    void refusesATransferEncodingInHttp10() {
        assertRefused(400, withHeaders("HTTP/1.0", "Transfer-Encoding: chunked"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /reverse HTTP/1.1\nHost: forge\nContent-Length: 0\n\n",
                "POST /reverse HTTP/1.1\rHost: forge\rContent-Length: 0\r\r",
                "POST /reverse HTTP/1.1\r\nHost: forge\nContent-Length: 0\r\n\r\n",
                "POST /reverse HTTP/1.1\r\nHost: forge\r\nX: a\rb\r\nContent-Length: 0\r\n\r\n",
                "POST /reverse HTTP/1.1\r\nHost: forge\r\nX: a\0b\r\nContent-Length: 0\r\n\r\n",
                " POST /reverse HTTP/1.1\r\nHost: forge\r\nContent-Length: 0\r\n\r\n",
                "\r\nPOST /reverse HTTP/1.1\r\nHost: forge\r\nContent-Length: 0\r\n\r\n",
                "POST /reverse HTTP/1.1\r\nHost: forge\r\nContent-Length : 0\r\n\r\n",
                "POST /reverse HTTP/1.1\r\nHost: forge\r\n Content-Length: 0\r\n\r\n",
                "POST /reverse HTTP/1.1\r\nHost: forge\r\nX(: a\r\nContent-Length: 0\r\n\r\n",
                "POST /reverse HTTP/1.1\r\nHost: forge\r\n: a\r\nContent-Length: 0\r\n\r\n",
                "POST /reverse HTTP/1.1\r\nHost forge\r\nContent-Length: 0\r\n\r\n",
                "GET /hello\r\n",
                "POST /reverse HTTP/2.0\r\nHost: forge\r\nContent-Length: 0\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "@%$ what is this?\r\n\r\n"
            })
    void refusesALineThatIsNoHttp(String request) {
        assertRefused(400, request);
    }

    @Test
    void refusesAnEmptyLineBehindABodyAndServesNothingBehindIt() {
        try (var connection = SERVER.connect()) {
            connection.send(HttpTestServer.GOOD + "\r\n" + HttpTestServer.GOOD);

            assertThat(connection.read().text()).isEqualTo(HttpTestServer.GOOD_ANSWER);
            assertThat(connection.read().status()).isEqualTo(400);
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(SERVER.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host: for ge\r\n",
                "Host: forge/x\r\n",
                "Host: user@forge\r\n",
                "Host: forge:99999\r\n",
                "Host: forge:x\r\n",
                "Host: forge\r\nHost: forge\r\n",
                "Host: forge\r\nHost: other\r\n"
            })
    void refusesNoHostABadOneAndTwo(String host) {
        assertRefused(400, "POST /reverse HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n");
    }

    @Test
    void refusesTheFirstBytesOfTls() {
        var clientHello = HexFormat.of().parseHex("1603010200010001fc0303");

        assertRefused(400, new String(clientHello, StandardCharsets.ISO_8859_1) + "\1".repeat(200) + "\r\n\r\n");
    }

    /** The answer comes, the connection closes, and neither this request nor one behind it is carried out. */
    private static void assertRefused(int status, String request) {
        try (RawConnection connection = SERVER.connect()) {
            connection.send(request + HttpTestServer.GOOD);

            assertThat(connection.read().status()).isEqualTo(status);
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(SERVER.calls()).isZero();
    }

    private static String withHeaders(String version, String headers) {
        return "POST /reverse " + version + "\r\nHost: forge\r\n" + headers
                + "\r\n\r\nb\r\n{\"a\":\"xyz\"}\r\n0\r\n\r\n";
    }
}
