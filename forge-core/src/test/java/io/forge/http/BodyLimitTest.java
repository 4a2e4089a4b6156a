package io.forge.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.forge.Forge;
import io.forge.api.Content;
import io.forge.api.Handler;
import io.forge.testkit.RawConnection;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are too long, too slow, or more than there is room for. */
class BodyLimitTest {

    @RegisterExtension
    static final HttpTestServer SERVER = new HttpTestServer(builder -> builder.set("http.body-timeout", "300ms"));

    @ParameterizedTest
    @ValueSource(longs = {HttpTestServer.MAX_BODY + 1L, 2_000_000_000L, 999_999_999_999_999_999L})
    void refusesADeclaredLengthOverTheLimitAndCloses(long length) {
        try (var connection = SERVER.connect()) {
            var answer = connection
                    .send("POST /echo HTTP/1.1\r\nHost: forge\r\nContent-Length: %d\r\n\r\n".formatted(length))
                    .send(HttpTestServer.GOOD)
                    .read();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text()).contains("The body is longer than the limit of 1MiB");
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(SERVER.calls()).isZero();
    }

    @Test
    void allocatesNothingForALengthOverTheDefaultLimit() {
        try (var forge = Forge.builder()
                        .port(0)
                        .handler("echo", Handler.unary(Content.class, Content.class, (content, call) -> content))
                        .start();
                var connection = RawConnection.to(forge.uri())) {
            long before = allocatedByOthers();
            var answer = connection
                    .send("POST /echo HTTP/1.1\r\nHost: forge\r\nContent-Length: 2000000000\r\n\r\n")
                    .read();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(allocatedByOthers() - before).isLessThan(16 << 20);
        }
    }

    /** To try again would not help. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 65536\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n10000\r\n"})
    void refusesForGoodWhatIsLongerThanAllTheMemoryForBodies(String framing) {
        var echo = Handler.unary(Content.class, Content.class, (content, call) -> content);
        try (var forge = Forge.builder()
                        .port(0)
                        .set("http.max-body-memory", "64KiB")
                        .handler("echo", echo)
                        .start();
                var connection = RawConnection.to(forge.uri())) {
            connection.send("POST /echo HTTP/1.1\r\nHost: forge\r\n" + framing);
            connection.offer(new byte[64 << 10]);

            assertThat(connection.read().status()).isEqualTo(413);
        }
    }

    @Test
    void allocatesForADeclaredLengthOnlyAsItsBytesCome() {
        try (var connection = SERVER.connect()) {
            long before = allocatedByOthers();
            connection
                    .send("POST /echo HTTP/1.1\r\nHost: forge\r\nContent-Length: %d\r\n\r\nhello"
                            .formatted(HttpTestServer.MAX_BODY))
                    .endSending();

            assertThat(connection.read().status()).isEqualTo(400);
            assertThat(allocatedByOthers() - before).isLessThan(HttpTestServer.MAX_BODY);
        }
    }

    private static long allocatedByOthers() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                        .filter(bytes -> bytes > 0)
                        .sum()
                - threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    @Test
    void readsAChunkedBodyOfExactlyTheLimit() {
        try (var connection = SERVER.connect()) {
            connection.send("POST /echo HTTP/1.1\r\nHost: forge\r\nTransfer-Encoding: chunked\r\n\r\n");
            connection.send("%x\r\n".formatted(HttpTestServer.MAX_BODY));
            connection.send(new byte[HttpTestServer.MAX_BODY]);
            connection.send("\r\n0\r\n\r\n");

            assertThat(connection.read().body()).hasSize(HttpTestServer.MAX_BODY);
        }
    }

    @Test
    void refusesAChunkedBodyOfOneByteMoreThanTheLimit() {
        try (var connection = SERVER.connect()) {
            connection.send("POST /echo HTTP/1.1\r\nHost: forge\r\nTransfer-Encoding: chunked\r\n\r\n");
            connection.send("%x\r\n".formatted(HttpTestServer.MAX_BODY + 1));
            connection.send(new byte[HttpTestServer.MAX_BODY + 1]);
            connection.send("\r\n0\r\n\r\n" + HttpTestServer.GOOD);

            assertThat(connection.read().status()).isEqualTo(413);
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(SERVER.calls()).isZero();
    }

    @Test
    void refusesAChunkedBodyWhileTheClientIsStillSendingSoThatTheAnswerArrives() {
        var chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(US_ASCII);
        try (var connection = SERVER.connect()) {
            connection.send("POST /echo HTTP/1.1\r\nHost: forge\r\nTransfer-Encoding: chunked\r\n\r\n");
            boolean taken = true;
            for (int i = 0; taken && i < 1_000; i++) {
                taken = connection.offer(chunk);
            }

            assertThat(taken).as("64 MB were taken").isFalse();
            assertThat(connection.read().status()).isEqualTo(413);
        }
        assertThat(SERVER.calls()).isZero();
    }

    @Test
    void readsOnForALittleBehindARefusedBodySoThatNoResetTakesTheAnswerBack() {
        try (var connection = SERVER.connect()) {
            connection.send("POST /echo HTTP/1.1\r\nHost: forge\r\nTransfer-Encoding: chunked\r\n\r\n");
            connection.send("%x\r\n".formatted(HttpTestServer.MAX_BODY + 100_000));
            connection.send(new byte[HttpTestServer.MAX_BODY + 100_000]);
            connection.send("\r\n0\r\n\r\n");

            assertThat(connection.read().status()).isEqualTo(413);
            assertThat(connection.endsInOrder()).isTrue();
        }
        assertThat(SERVER.calls()).isZero();
    }

    @Test
    void refusesABodyForWhichThereIsNoRoomAndReadsItLater() {
        try (var first = SERVER.connect();
                var second = SERVER.connect()) {
            first.send("POST /echo HTTP/1.1\r\nHost: forge\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n"
                    .formatted(HttpTestServer.MAX_BODY));
            assertThat(first.read().status()).isEqualTo(100);

            var answer = second.send(HttpTestServer.GOOD).read();
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("Retry-After")).hasValue("1");

            first.send(new byte[HttpTestServer.MAX_BODY]);
            assertThat(first.read().status()).isEqualTo(200);
            HttpTestServer.assertServes(second);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 20\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n20\r\nhello"})
    void refusesABodyThatDoesNotArriveInTime(String headersAndBody) {
        try (var connection = SERVER.connect()) {
            var answer = connection
                    .send("POST /echo HTTP/1.1\r\nHost: forge\r\n" + headersAndBody)
                    .read();

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.text()).contains("The body did not arrive within 300 ms: 5 bytes came");
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(SERVER.calls()).isZero();
    }

    @Test
    void refusesABodyThatDripsInFromAClientThatNeverStops() {
        try (var connection = SERVER.connect()) {
            connection.send("POST /echo HTTP/1.1\r\nHost: forge\r\nContent-Length: 1000000\r\n\r\n");
            var drop = new byte[] {'x'};
            int sent = 0;
            while (sent < 1_000_000 && connection.offer(drop)) {
                sent++;
            }

            assertThat(sent).isLessThan(1_000_000);
            assertThat(connection.read().status()).isEqualTo(408);
        }
        assertThat(SERVER.calls()).isZero();
    }
}
