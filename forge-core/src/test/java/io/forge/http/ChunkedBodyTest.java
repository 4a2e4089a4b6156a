package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks that are not as RFC 9112, section 7.1 has them. */
class ChunkedBodyTest {

    private static final String CHUNKED = "POST /echo HTTP/1.1\r\nHost: forge\r\nTransfer-Encoding: chunked\r\n\r\n";

    @RegisterExtension
    static final HttpTestServer SERVER = new HttpTestServer();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2\n{}\r\n0\r\n\r\n",
                "2 \r\n{}\r\n0\r\n\r\n",
                "2X9\r\n{}\r\n0\r\n\r\n",
                "2;\n{}\r\n0\r\n\r\n",
                "2\r\n{}\r\nZ\r\n\r\n",
                "2\r\n{}}}\r\n0\r\n\r\n"
            })
    void takesNoRequestFromBehindABodyWithBrokenChunks(String chunks) {
        try (var connection = SERVER.connect()) {
            connection.send(CHUNKED + chunks + HttpTestServer.GOOD);

            connection
                    .readUnlessDropped()
                    .ifPresent(answer -> assertThat(answer.text()).isEqualTo("{}"));
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(SERVER.calls()).isLessThanOrEqualTo(1);
    }

    @Test
    void takesNoRequestFromBehindATransferEncodingThatIsFolded() {
        try (var connection = SERVER.connect()) {
            connection.send("POST /echo HTTP/1.1\r\nHost: forge\r\nTransfer-Encoding:\r\n chunked\r\n\r\n"
                    + "2\r\n{}\r\n0\r\n\r\n" + HttpTestServer.GOOD);

            connection
                    .readUnlessDropped()
                    .ifPresent(answer -> assertThat(answer.status()).isIn(200, 400, 501));
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(SERVER.calls()).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5\r\nhello\r\n0\r\n\r\n", "8000000000000000\r\nhello", "fffffffffffffffff5\r\nhello"})
    void closesWithoutAnAnswerAtAChunkSizeThatIsNoSize(String chunks) {
        try (var connection = SERVER.connect()) {
            connection.send(CHUNKED + chunks).endSending();

            assertThat(connection.readUnlessDropped()).isEmpty();
        }
        assertThat(SERVER.calls()).isZero();
    }

    @Test
    void closesWithoutAnAnswerAtACarriageReturnThatEndsNoLine() {
        try (var connection = SERVER.connect()) {
            connection
                    .send(CHUNKED + "2\r{}\r\n0\r\n\r\n" + HttpTestServer.GOOD)
                    .endSending();

            assertThat(connection.readUnlessDropped()).isEmpty();
        }
        assertThat(SERVER.calls()).isZero();
    }

    @Test
    void refusesAChunkExtensionOfAMegabyte() {
        assertTooMuchFraming("2;" + "a".repeat(1 << 20) + "\r\n{}\r\n0\r\n\r\n");
    }

    @Test
    void refusesAChunkSizeOfAHundredThousandZeros() {
        assertTooMuchFraming("0".repeat(100_000) + "2\r\n{}\r\n0\r\n\r\n");
    }

    @Test
    void refusesTenThousandTrailers() {
        assertTooMuchFraming("2\r\n{}\r\n0\r\n" + "a: b\r\n".repeat(10_000) + "\r\n");
    }

    private static void assertTooMuchFraming(String chunks) {
        try (var connection = SERVER.connect()) {
            connection.send(CHUNKED);
            connection.offer((chunks + HttpTestServer.GOOD).getBytes(java.nio.charset.StandardCharsets.US_ASCII));

            assertThat(connection.read().status()).isEqualTo(413);
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(SERVER.calls()).isZero();
    }

    @Test
    void readsABodyOfChunksOfOneByte() {
        try (var connection = SERVER.connect()) {
            connection.send(CHUNKED + "1\r\nx\r\n".repeat(100_000) + "0\r\n\r\n");

            assertThat(connection.read().text()).isEqualTo("x".repeat(100_000));
        }
    }

    @Test
    void readsExtensionsAndTrailersOfASaneSize() {
        try (var connection = SERVER.connect()) {
            connection.send(CHUNKED + "2;name=value\r\n{}\r\n0\r\nX-Digest: abc\r\n\r\n");

            assertThat(connection.read().text()).isEqualTo("{}");
        }
    }

    @Test
    void closesWithoutAnAnswerWhenTheClientBreaksOffWithinAChunk() {
        try (var connection = SERVER.connect()) {
            connection.send(CHUNKED + "20\r\nhello").endSending();

            assertThat(connection.readUnlessDropped()).isEmpty();
        }
        assertThat(SERVER.calls()).isZero();
    }
}
