package io.forge.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.forge.testkit.RawConnection;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of every length, in any number of packets. */
class BodyReaderTest {

    private static final int THREE_MEGABYTES = 3_000_000;

    @RegisterExtension
    static final HttpTestServer SERVER =
            new HttpTestServer(builder -> builder.set("http.max-body", "4MiB").set("http.max-body-memory", "5MiB"));

    static Stream<Arguments> bodies() {
        return Stream.of(1, 1_000, 1_025, 65_536, 65_537, THREE_MEGABYTES)
                .flatMap(length -> Stream.of(1, 2, 1_000)
                        .filter(packets -> packets <= length)
                        .map(packets -> Arguments.of(length, packets)));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void readsABodyOfADeclaredLength(int length, int packets) {
        var body = random(length);
        try (var connection = SERVER.connect()) {
            connection.send("POST /echo HTTP/1.1\r\nHost: forge\r\nContent-Length: %d\r\n\r\n".formatted(length));
            sendInPackets(connection, body, packets);

            assertThat(connection.read().body()).isEqualTo(body);
            HttpTestServer.assertServes(connection);
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void readsABodyInChunks(int length, int packets) {
        var body = random(length);
        try (var connection = SERVER.connect()) {
            connection.send("POST /echo HTTP/1.1\r\nHost: forge\r\nTransfer-Encoding: chunked\r\n\r\n");
            sendInPackets(connection, inChunks(body, Math.max(1, length / packets)), packets);

            assertThat(connection.read().body()).isEqualTo(body);
        }
    }

    @Test
    void readsAHeadAndABodyThatComeByteByByte() {
        try (var connection = SERVER.connect()) {
            var request = HttpTestServer.GOOD.getBytes(US_ASCII);
            sendInPackets(connection, request, request.length);

            assertThat(connection.read().text()).isEqualTo(HttpTestServer.GOOD_ANSWER);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_024})
    void readsABodyThatComesInOnePacketWithItsHead(int length) {
        try (var connection = SERVER.connect()) {
            connection.send("POST /echo HTTP/1.1\r\nHost: forge\r\nContent-Length: %d\r\n\r\n".formatted(length)
                    + "x".repeat(length));

            assertThat(connection.read().text()).isEqualTo("x".repeat(length));
            HttpTestServer.assertServes(connection);
        }
    }

    @Test
    void refusesABodyThatEndsEarly() {
        try (var connection = SERVER.connect()) {
            connection
                    .send("POST /echo HTTP/1.1\r\nHost: forge\r\nContent-Length: 20\r\n\r\nhello")
                    .endSending();

            var answer = connection.read();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("The body ended after 5 of 20 bytes");
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(SERVER.calls()).isZero();
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] inChunks(byte[] body, int size) {
        var chunks = new ByteArrayOutputStream();
        for (int start = 0; start < body.length; start += size) {
            int length = Math.min(size, body.length - start);
            chunks.writeBytes("%x\r\n".formatted(length).getBytes(US_ASCII));
            chunks.write(body, start, length);
            chunks.writeBytes("\r\n".getBytes(US_ASCII));
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(US_ASCII));
        return chunks.toByteArray();
    }

    private static void sendInPackets(RawConnection connection, byte[] bytes, int packets) {
        int sent = 0;
        for (int packet = 1; packet <= packets; packet++) {
            int end = (int) ((long) bytes.length * packet / packets);
            connection.send(bytes, sent, end - sent);
            sent = end;
        }
    }
}
