package io.forge.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.api.Content;
import io.forge.api.Dispatch;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.testkit.Compressed;
import io.forge.testkit.Gate;
import io.forge.testkit.Latches;
import io.forge.testkit.RawConnection;
import io.forge.testkit.RawResponse;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are compressed where {@code Accept-Encoding} prefers it, and those that are not. */
class CompressedAnswerTest {

    private static final String LINE = "a line of text that comes again and again\n";

    @RegisterExtension
    static final HttpTestServer SERVER = new HttpTestServer(builder -> builder.set("http.compress-answers", true)
            .handler(
                    "later",
                    Handler.async(
                                    Content.class,
                                    Content.class,
                                    (content, call) -> CompletableFuture.supplyAsync(() -> content))
                            .on(Dispatch.EVENT_LOOP))
            .handler("stream", Handler.streaming(String.class, String.class, (text, sink, call) -> sink.send(text)))
            .handler("fail", Handler.unary(String.class, String.class, (text, call) -> {
                throw new ForgeException(ErrorCode.CONFLICT, text);
            })));

    @RegisterExtension
    static final HttpTestServer USUAL = new HttpTestServer();

    private static String text(int length) {
        return LINE.repeat(length / LINE.length() + 1).substring(0, length);
    }

    private static RawResponse post(RawConnection connection, String path, String headers, byte[] body) {
        return connection.send(request(path, headers, body)).read();
    }

    private static byte[] request(String path, String headers, byte[] body) {
        byte[] head = "POST %s HTTP/1.1\r\nHost: forge\r\nContent-Length: %s\r\n%s\r\n"
                .formatted(path, body.length, headers)
                .getBytes(US_ASCII);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array();
    }

    private static RawResponse post(String path, String headers, byte[] body) {
        try (var connection = SERVER.connect()) {
            var answer = post(connection, path, headers, body);
            HttpTestServer.assertServes(connection);
            return answer;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "gzip | gzip",
                "x-gzip | gzip",
                "GZip | gzip",
                "deflate | deflate",
                "gzip, deflate | gzip",
                "deflate, gzip | gzip",
                "br, gzip, deflate | gzip",
                "deflate;q=1, gzip;q=0.5 | deflate",
                "deflate;q=0.8, gzip;q=0.801 | gzip",
                "gzip;q=0.001 | gzip",
                "gzip ; Q=0.5 | gzip",
                "gzip;q=1. | gzip",
                "* | gzip",
                "*;q=0.1 | gzip",
                "gzip;q=0, * | deflate",
                "gzip;q=0.5, * | deflate",
                "identity;q=0 | -",
                "identity;q=0, gzip;q=0.1 | gzip",
                "identity;q=0.5, gzip;q=0.5 | gzip",
                "identity, gzip;q=0.9 | -",
                "identity;q=0.5, *;q=0.4 | -",
                "*;q=0 | -",
                "*;q=0, deflate | deflate",
                "gzip;q=0 | -",
                "gzip;q=0.000, deflate;q=0.0 | -",
                "br | -",
                "identity | -",
                "gzip;q=2 | -",
                "gzip;q=0.0001 | -",
                "gzip;q=x, deflate | deflate",
                "gzip;level=9 | -",
                "'' | -",
                "', ,' | -",
            })
    void prefersWhatTheClientPrefers(String accepted, String coding) {
        byte[] body = text(5_000).getBytes(US_ASCII);

        var answer = post("/echo", "Accept-Encoding: %s\r\n".formatted(accepted), body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Encoding").orElse(null)).isEqualTo(coding);
        assertThat(answer.headers("Vary")).containsExactly("Accept-Encoding");
        if (coding == null) {
            assertThat(answer.body()).isEqualTo(body);
        } else {
            assertThat(answer.body()).hasSizeLessThan(1_000);
            assertThat(Compressed.from(coding, answer.body())).isEqualTo(body);
        }
    }

    @Test
    void readsAHeaderOverSeveralLines() {
        var answer = post(
                "/echo",
                "Accept-Encoding: gzip;q=0.1\r\nAccept-Encoding: deflate\r\n",
                text(5_000).getBytes(US_ASCII));

        assertThat(answer.header("Content-Encoding")).hasValue("deflate");
    }

    @ParameterizedTest
    @CsvSource({"echo,gzip", "echo,deflate", "work,gzip", "work,deflate", "later,gzip", "later,deflate"})
    void compressesOfAnyLengthFromAKibibyteOn(String handler, String coding) {
        try (var connection = SERVER.connect()) {
            for (int length : new int[] {0, 1, 1_023, 1_024, 1_025, 65_536, 200_000, 600_000, 1 << 20}) {
                byte[] body = text(length).getBytes(US_ASCII);
                var answer = post(connection, "/" + handler, "Accept-Encoding: %s\r\n".formatted(coding), body);

                assertThat(answer.header("Vary").isPresent()).isEqualTo(length > 0);
                if (length < 1_024) {
                    assertThat(answer.header("Content-Encoding")).isEmpty();
                    assertThat(answer.body()).isEqualTo(body);
                } else {
                    assertThat(answer.header("Content-Encoding")).hasValue(coding);
                    assertThat(Compressed.from(coding, answer.body())).isEqualTo(body);
                }
            }
        }
    }

    /** A client that refuses what is not coded gets the shortest answer coded, but for one without a body. */
    @Test
    void compressesWhateverItIsForAClientThatRefusesAllElse() {
        var answer = post("/echo", "Accept-Encoding: gzip, identity;q=0\r\n", new byte[] {1});
        assertThat(answer.header("Content-Encoding")).hasValue("gzip");
        assertThat(Compressed.from("gzip", answer.body())).containsExactly(1);

        byte[] random = random(600_000);
        var longer = post("/echo", "Accept-Encoding: deflate, identity;q=0\r\n", random);
        assertThat(Compressed.from("deflate", longer.body())).isEqualTo(random);

        assertThat(post("/nothing", "Accept-Encoding: gzip, identity;q=0\r\n", new byte[0])
                        .status())
                .isEqualTo(204);
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000, 300_000, 1 << 20})
    void sendsAsItIsWhatBecomesNoShorter(int length) {
        byte[] body = random(length);

        var answer = post("/echo", "Accept-Encoding: gzip\r\n", body);

        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.header("Vary")).hasValue("Accept-Encoding");
        assertThat(answer.body()).isEqualTo(body);
    }

    @Test
    void answersInTheCodingOfTheRequestToo() {
        byte[] body = text(100_000).getBytes(US_ASCII);

        var answer =
                post("/echo", "Accept-Encoding: gzip\r\nContent-Encoding: deflate\r\n", Compressed.as("deflate", body));

        assertThat(Compressed.from("gzip", answer.body())).isEqualTo(body);
    }

    /** All threads for tasks are held: the only IO thread answers another request meanwhile, and compresses nothing. */
    @Test
    void compressesOnNoIoThread() throws InterruptedException {
        byte[] body = text(5_000).getBytes(US_ASCII);
        var gate = new Gate();
        var ran = new CountDownLatch(1);
        try (var forge = Forge.builder()
                        .port(0)
                        .set("http.io-threads", 1)
                        .set("http.compress-answers", true)
                        .set("dispatch.worker.threads", 1)
                        .handler("hold", gate.handler().on(Dispatch.WORKER))
                        .handler(
                                "echo",
                                Handler.unary(Content.class, Content.class, (content, call) -> {
                                            ran.countDown();
                                            return content;
                                        })
                                        .on(Dispatch.EVENT_LOOP))
                        .start();
                var holding = RawConnection.to(forge.uri());
                var compressing = RawConnection.to(forge.uri());
                var other = RawConnection.to(forge.uri())) {
            holding.send(request("/hold", "", body));
            gate.awaitEntered();
            compressing.send(request("/echo", "Accept-Encoding: gzip\r\n", body));
            Latches.await(ran);

            assertThat(other.send(request("/echo", "", body)).read().body()).isEqualTo(body);
            assertThat(compressing.hasReceived()).isFalse();

            gate.open();
            assertThat(Compressed.from("gzip", compressing.read().body())).isEqualTo(body);
            assertThat(holding.read().status()).isEqualTo(200);
        }
    }

    @Test
    void tellsOfHeadWhatItTellsOfGet() {
        try (var connection = SERVER.connect()) {
            String accept = "Host: forge\r\nAccept-Encoding: gzip, identity;q=0\r\n\r\n";
            var get = connection.send("GET /hello HTTP/1.1\r\n" + accept).read();
            var head = connection.send("HEAD /hello HTTP/1.1\r\n" + accept).readHead();

            assertThat(Compressed.from("gzip", get.body())).isEqualTo("hello".getBytes(US_ASCII));
            assertThat(head.header("Content-Encoding")).hasValue("gzip");
            assertThat(head.header("Vary")).hasValue("Accept-Encoding");
            assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
            HttpTestServer.assertServes(connection);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "fail"})
    void compressesNeitherStreamsNorFailures(String handler) {
        byte[] body = text(5_000).getBytes(US_ASCII);

        var answer = post("/" + handler, "Accept-Encoding: gzip\r\n", body);

        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.header("Vary")).isEmpty();
        assertThat(answer.text()).contains("again and again");
    }

    /** A cache would give the answer to one that asks (RFC 9110, section 12.5.5). */
    @ParameterizedTest
    @ValueSource(ints = {1, 5_000})
    void tellsCachesThatItVariesWhereTheClientDoesNotAsk(int length) {
        byte[] body = text(length).getBytes(US_ASCII);

        var answer = post("/echo", "", body);

        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.headers("Vary")).containsExactly("Accept-Encoding");
        assertThat(answer.body()).isEqualTo(body);
    }

    @Test
    void tellsNobodyThatAnAnswerVariesWhichHasNoBody() {
        var answer = post("/nothing", "Accept-Encoding: gzip\r\n", new byte[0]);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Vary")).isEmpty();
    }

    @Test
    void isNotDoneUnlessItIsConfigured() {
        byte[] body = text(5_000).getBytes(US_ASCII);
        try (var connection = USUAL.connect()) {
            var answer = post(connection, "/echo", "Accept-Encoding: gzip\r\n", body);

            assertThat(answer.header("Content-Encoding")).isEmpty();
            assertThat(answer.header("Vary")).isEmpty();
            assertThat(answer.body()).isEqualTo(body);
        }
    }
}
