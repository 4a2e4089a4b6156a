package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much may stand before a body. */
class HeaderLimitTest {

    @RegisterExtension
    static final HttpTestServer SERVER = new HttpTestServer();

    @Test
    void takesAHundredHeaders() {
        try (var connection = SERVER.connect()) {
            assertThat(connection.send(withHeaders(98)).read().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 102, 150, 200})
    void refusesMoreThanAHundredHeaders(int count) {
        assertRefused(431, withHeaders(count - 2));
    }

    /** So many that Undertow's own limit answers. */
    @Test
    void refusesAThousandHeaders() {
        assertRefused(400, withHeaders(1_000));
    }

    private static String withHeaders(int more) {
        return withHeader(
                IntStream.range(0, more).mapToObj("X-%d: a\r\n"::formatted).collect(Collectors.joining()));
    }

    @Test
    void takesSixteenKilobytesOfHeaders() {
        try (var connection = SERVER.connect()) {
            assertThat(connection
                            .send(withHeader("X: " + "a".repeat(16_000) + "\r\n"))
                            .read()
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {17_000, 24_000})
    void refusesMoreThanSixteenKilobytesOfHeaders(int length) {
        assertRefused(431, withHeader("X: " + "a".repeat(length) + "\r\n"));
    }

    /** So long that Undertow's own limit answers, or closes. */
    @Test
    void refusesAMegabyteOfHeaders() {
        assertRefusedByTheParser(withHeader("X: " + "a".repeat(1 << 20) + "\r\n"));
    }

    private static String withHeader(String header) {
        return HttpTestServer.GOOD.replace("\r\n\r\n", "\r\n" + header + "\r\n");
    }

    @Test
    void takesATargetOfEightKilobytes() {
        try (var connection = SERVER.connect()) {
            assertThat(connection.send(withQuery("a".repeat(8_000))).read().status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8_193, 24_000})
    void refusesATargetOfMoreThanEightKilobytes(int length) {
        assertRefused(414, withQuery("a".repeat(length)));
    }

    /** So long that Undertow's own limit answers, or closes. */
    @Test
    void refusesATargetOfAMegabyte() {
        assertRefusedByTheParser(withQuery("a".repeat(1 << 20)));
    }

    @Test
    void refusesAThousandAndOneQueryParameters() {
        assertRefused(
                400,
                withQuery(IntStream.rangeClosed(0, 1_000)
                        .mapToObj("a%d"::formatted)
                        .collect(Collectors.joining("&"))));
    }

    private static String withQuery(String query) {
        return HttpTestServer.GOOD.replace("/reverse", "/reverse?" + query);
    }

    private static void assertRefused(int status, String request) {
        try (var connection = SERVER.connect()) {
            connection.send(request + HttpTestServer.GOOD);

            assertThat(connection.read().status()).isEqualTo(status);
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(SERVER.calls()).isZero();
    }

    private static void assertRefusedByTheParser(String request) {
        try (var connection = SERVER.connect()) {
            connection.offer((request + HttpTestServer.GOOD).getBytes(java.nio.charset.StandardCharsets.US_ASCII));

            connection
                    .readUnlessDropped()
                    .ifPresent(answer -> assertThat(answer.status()).isEqualTo(400));
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(SERVER.calls()).isZero();
    }
}
