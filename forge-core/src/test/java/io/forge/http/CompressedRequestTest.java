package io.forge.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.api.Content;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.testkit.Compressed;
import io.forge.testkit.Gate;
import io.forge.testkit.RawConnection;
import io.forge.testkit.RawResponse;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies with a {@code Content-Encoding}, and what only look like it. */
class CompressedRequestTest {

    private static final byte[] HELLO = "hello, hello, hello".getBytes(US_ASCII);

    @RegisterExtension
    static final HttpTestServer SERVER = new HttpTestServer(builder -> builder.handler(
            "where",
            Handler.unary(
                            Content.class,
                            String.class,
                            (content, call) -> Thread.currentThread().getName())
                    .on(Dispatch.EVENT_LOOP)));

    private static byte[] request(String path, String headers, byte[] body) {
        return join(
                "POST %s HTTP/1.1\r\nHost: forge\r\nContent-Length: %s\r\n%s\r\n"
                        .formatted(path, body.length, headers)
                        .getBytes(ISO_8859_1),
                body);
    }

    private static byte[] coded(String path, String coding, byte[] body) {
        return request(path, "Content-Encoding: %s\r\n".formatted(coding), body);
    }

    private static byte[] join(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    /** Words at random: they compress to about a half. */
    private static byte[] random(int length) {
        var bytes = new byte[length];
        var random = new SplittableRandom(length);
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ('a' + random.nextInt(16));
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "deflate", "GZIP", "Deflate", ", gzip ,"})
    void readsTheCodingsByAllTheirNames(String name) {
        String coding = name.contains("zip") || name.contains("ZIP") ? "gzip" : "deflate";
        try (var connection = SERVER.connect()) {
            for (String path : new String[] {"/echo", "/work"}) {
                var answer = connection
                        .send(coded(path, name, Compressed.as(coding, HELLO)))
                        .read();

                assertThat(answer.body()).isEqualTo(HELLO);
            }
            HttpTestServer.assertServes(connection);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void readsBodiesOfAnyLengthUpToTheLimit(String coding) {
        try (var connection = SERVER.connect()) {
            for (int length : new int[] {0, 1, 1_023, 1_024, 1_025, 4_096, 65_535, 65_536, 65_537, 200_000}) {
                byte[] body = random(length);
                assertThat(connection
                                .send(coded("/echo", coding, Compressed.as(coding, body)))
                                .read()
                                .body())
                        .isEqualTo(body);
            }
        }
    }

    @Test
    void readsJson() {
        try (var connection = SERVER.connect()) {
            byte[] json = Compressed.gzip("{\"a\":\"xyz\"}".getBytes(US_ASCII));

            assertThat(connection.send(coded("/reverse", "gzip", json)).read().text())
                    .isEqualTo(HttpTestServer.GOOD_ANSWER);
        }
    }

    @Test
    void readsABodyInChunksAndOneForWhichTheClientWaitsToBeAsked() {
        byte[] body = Compressed.gzip(HELLO);
        try (var connection = SERVER.connect()) {
            connection.send("POST /echo HTTP/1.1\r\nHost: forge\r\nContent-Encoding: gzip\r\nExpect: 100-continue\r\n"
                    + "Content-Length: %s\r\n\r\n".formatted(body.length));
            assertThat(connection.read().status()).isEqualTo(100);
            assertThat(connection.send(body).read().body()).isEqualTo(HELLO);

            connection.send("POST /echo HTTP/1.1\r\nHost: forge\r\nContent-Encoding: gzip\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n");
            for (byte one : body) {
                connection.send("1\r\n").send(new byte[] {one}).send("\r\n");
            }
            assertThat(connection.send("0\r\n\r\n").read().body()).isEqualTo(HELLO);
        }
    }

    /** With extra field, name, comment and the checksum of the header. */
    @Test
    void readsAllThatAHeaderMayHaveAndSeveralMembers() {
        byte[] plain = Compressed.gzip(HELLO);
        byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);
        byte[] header = HexFormat.of().parseHex("1f8b081e000000000003" + "0300616263" + "6e00" + "6300");
        var crc = new java.util.zip.CRC32();
        crc.update(header);
        byte[] check = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
        try (var connection = SERVER.connect()) {
            assertThat(connection
                            .send(coded("/echo", "gzip", join(header, check, rest, plain)))
                            .read()
                            .body())
                    .isEqualTo(join(HELLO, HELLO));

            check[0]++;
            var answer = connection
                    .send(coded("/echo", "gzip", join(header, check, rest)))
                    .read();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("incorrect header check");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void refusesABodyThatIsCutAnywhere(String coding) {
        byte[] whole = Compressed.as(coding, HELLO);
        try (var connection = SERVER.connect()) {
            for (int length = 0; length < whole.length; length++) {
                var answer = connection
                        .send(coded("/echo", coding, Arrays.copyOf(whole, length)))
                        .read();

                assertThat(answer.status()).as("of %s bytes", length).isEqualTo(400);
                assertThat(answer.text())
                        .contains("The body ends within its %s data: send all of it".formatted(coding));
            }
            HttpTestServer.assertServes(connection);
        }
        assertThat(SERVER.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void refusesBytesBehindTheEnd(String coding) {
        try (var connection = SERVER.connect()) {
            for (byte[] more : new byte[][] {{0}, {0, 0, 0}, {0x1f}, HELLO}) {
                var answer = connection
                        .send(coded("/echo", coding, join(Compressed.as(coding, HELLO), more)))
                        .read();

                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.text())
                        .contains("The body goes on for %s bytes after its %s data: send nothing behind it"
                                .formatted(more.length, coding));
            }
            HttpTestServer.assertServes(connection);
        }
        assertThat(SERVER.calls()).isEqualTo(1);
    }

    private static Stream<Arguments> corrupt() {
        return Stream.of(
                Arguments.of("gzip", HELLO, "The body is not valid gzip data (no gzip header)"),
                Arguments.of("gzip", Compressed.zlib(HELLO), "(no gzip header)"),
                Arguments.of("gzip", changed(Compressed.gzip(HELLO), 2), "(unknown compression method)"),
                Arguments.of("gzip", changed(Compressed.gzip(HELLO), 3), "(unknown header flags)"),
                Arguments.of("gzip", changed(Compressed.gzip(HELLO), 10), "(invalid"),
                Arguments.of("gzip", changed(Compressed.gzip(HELLO), -8), "(incorrect data check)"),
                Arguments.of("gzip", changed(Compressed.gzip(HELLO), -1), "(incorrect length check)"),
                Arguments.of(
                        "deflate", HELLO, "(incorrect header check): deflate stands for the zlib format of RFC 1950"),
                Arguments.of("deflate", Compressed.bareDeflate(HELLO), "The body is not valid deflate data"),
                Arguments.of("deflate", Compressed.gzip(HELLO), "The body is not valid deflate data"),
                Arguments.of("deflate", changed(Compressed.zlib(HELLO), -1), "(incorrect data check)"),
                // The header says that a dictionary follows.
                Arguments.of("deflate", HexFormat.of().parseHex("78bb00000001cb480400"), "(preset dictionary)"));
    }

    private static byte[] changed(byte[] bytes, int index) {
        bytes[index < 0 ? bytes.length + index : index] ^= (byte) 0xFF;
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("corrupt")
    void refusesWhatIsNotOfItsCoding(String coding, byte[] body, String message) {
        try (var connection = SERVER.connect()) {
            var answer = connection.send(coded("/echo", coding, body)).read();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains(message);
            assertThat(SERVER.calls()).isZero();
            HttpTestServer.assertServes(connection);
        }
    }

    /** Whatever is changed, the server answers: with what was sent, or that it was not. */
    @Test
    void answersWhateverIsChangedOnTheWay() {
        byte[] body = random(3_000);
        byte[] whole = Compressed.gzip(body);
        var random = new SplittableRandom(7);
        try (var connection = SERVER.connect()) {
            IntStream.range(0, 300).forEach(i -> {
                byte[] sent = whole.clone();
                sent[random.nextInt(sent.length)] ^= (byte) (1 << random.nextInt(8));
                var answer = connection.send(coded("/echo", "gzip", sent)).read();

                assertThat(answer.status()).isIn(200, 400);
                if (answer.status() == 200) {
                    assertThat(answer.body()).isEqualTo(body);
                }
            });
        }
    }

    /** What the compressed body leaves of all the memory is less than this: to try again would not help. */
    @ParameterizedTest
    @CsvSource({"gzip,1048576", "gzip,1048577", "deflate,1048576", "deflate,2000000", "gzip,50000000"})
    void refusesForGoodWhatInflatesToMoreThanAllTheMemoryForBodies(String coding, int length) {
        try (var connection = SERVER.connect()) {
            var answer = connection
                    .send(coded("/echo", coding, Compressed.as(coding, new byte[length])))
                    .read();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text()).contains("The decompressed body is longer than the limit of");
            HttpTestServer.assertServes(connection);
        }
        assertThat(SERVER.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void readsExactlyTheLimitAndNotAByteMore(String coding) {
        try (var forge = echo("1GiB", "1MiB");
                var connection = RawConnection.to(forge.uri())) {
            assertThat(connection
                            .send(coded("/echo", coding, Compressed.as(coding, new byte[1 << 20])))
                            .read()
                            .body())
                    .hasSize(1 << 20);

            var answer = connection
                    .send(coded("/echo", coding, Compressed.as(coding, new byte[(1 << 20) + 1])))
                    .read();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text()).contains("The decompressed body is longer than the limit of 1MiB");
            assertThat(connection
                            .send(coded("/echo", coding, Compressed.as(coding, HELLO)))
                            .read()
                            .body())
                    .isEqualTo(HELLO);
        }
    }

    private static Forge echo(String memory, String limit) {
        return Forge.builder()
                .port(0)
                .set("http.max-body", limit)
                .set("http.max-body-memory", memory)
                .handler("echo", Handler.unary(Content.class, Content.class, (content, call) -> content))
                .start();
    }

    @Test
    void refusesABomb() {
        byte[] bomb = Compressed.gzip(new byte[64 << 20]);
        byte[] zeros = Compressed.gzip(new byte[8 << 20]);
        try (var forge = echo("1GiB", "1GiB");
                var connection = RawConnection.to(forge.uri())) {
            var answer = connection.send(coded("/echo", "gzip", bomb)).read();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text())
                    .contains(
                            "The decompressed body is more than 100 times as long as what was sent: send it uncompressed");

            assertThat(connection.send(coded("/echo", "gzip", zeros)).read().body())
                    .hasSize(8 << 20);
        }
    }

    @Test
    void refusesABodyForWhichTheBodiesOfOthersLeaveNoRoomAndReadsItLater() throws InterruptedException {
        byte[] body = random(800_000);
        byte[] coded = coded("/echo", "gzip", Compressed.gzip(body));
        var gate = new Gate();
        try (var forge = Forge.builder()
                        .port(0)
                        .set("http.max-body", "1MiB")
                        .set("http.max-body-memory", "2MiB")
                        .handler("echo", Handler.unary(Content.class, Content.class, (content, call) -> content))
                        .handler("hold", gate.handler())
                        .start();
                var first = RawConnection.to(forge.uri());
                var second = RawConnection.to(forge.uri())) {
            first.send(coded("/hold", "gzip", Compressed.gzip(body)));
            gate.awaitEntered();

            var answer = second.send(coded).read();
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("Retry-After")).hasValue("1");

            gate.open();
            assertThat(first.read().body()).isEqualTo(body);
            assertThat(second.send(coded).read().body()).isEqualTo(body);
        }
    }

    @Test
    void inflatesOnNoIoThread() {
        try (var connection = SERVER.connect()) {
            assertThat(connection.send(request("/where", "", HELLO)).read().text())
                    .startsWith("forge I/O");
            assertThat(where(connection, "Content-Encoding: identity\r\n", HELLO)
                            .text())
                    .startsWith("forge I/O");
            assertThat(where(connection, "Content-Encoding: gzip\r\n", Compressed.gzip(HELLO))
                            .text())
                    .startsWith("forge task");
        }
    }

    private static RawResponse where(RawConnection connection, String headers, byte[] body) {
        return connection.send(request("/where", headers, body)).read();
    }
}
