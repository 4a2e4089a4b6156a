package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.api.Content;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.testkit.RawConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Expect: 100-continue}: a client is told to send its body only when it will be read. */
class ExpectationTest {

    private static final CompletableFuture<Content> LATER = new CompletableFuture<>();
    private static final CountDownLatch RUNNING = new CountDownLatch(1);

    @RegisterExtension
    static final HttpTestServer SERVER = new HttpTestServer(builder -> builder.handler(
            "later",
            Handler.async(Content.class, Content.class, (content, call) -> {
                        RUNNING.countDown();
                        return LATER;
                    })
                    .on(Dispatch.EVENT_LOOP)));

    @ParameterizedTest
    @ValueSource(strings = {"100-continue", "100-Continue"})
    void tellsTheClientToSendTheBodyAndReadsIt(String expectation) {
        try (var connection = SERVER.connect()) {
            connection.send(expecting(expectation, "/echo", "Content-Length: 4\r\n"));
            assertThat(connection.read().status()).isEqualTo(100);

            assertThat(connection.send("body").read().text()).isEqualTo("body");
            HttpTestServer.assertServes(connection);
        }
    }

    @Test
    void tellsTheClientToSendAChunkedBodyAndReadsIt() {
        try (var connection = SERVER.connect()) {
            connection.send(expecting("100-continue", "/echo", "Transfer-Encoding: chunked\r\n"));
            assertThat(connection.read().status()).isEqualTo(100);

            assertThat(connection.send("4\r\nbody\r\n0\r\n\r\n").read().text()).isEqualTo("body");
        }
    }

    @Test
    void readsABodyThatDidNotWait() {
        try (var connection = SERVER.connect()) {
            connection.send(expecting("100-continue", "/echo", "Content-Length: 4\r\n") + "body");

            var answer = connection.read();
            assertThat(answer.status() == 100 ? connection.read().text() : answer.text())
                    .isEqualTo("body");
            HttpTestServer.assertServes(connection);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100-Continue",
                ", 100-continue,",
                "100-continue,100-continue",
                "100-continue\r\nExpect: 100-continue"
            })
    void readsTheExpectationAsAList(String expectation) {
        try (var connection = SERVER.connect()) {
            connection.send(expecting(expectation, "/echo", "Content-Length: 4\r\n"));

            assertThat(connection.read().status()).isEqualTo(100);
            assertThat(connection.send("body").read().text()).isEqualTo("body");
            HttpTestServer.assertServes(connection);
        }
    }

    @Test
    void needsNoWordToAClientWithoutABody() {
        try (var connection = SERVER.connect()) {
            connection.send(expecting("100-continue", "/echo", "Content-Length: 0\r\n"));

            assertThat(connection.read().status()).isEqualTo(200);
            HttpTestServer.assertServes(connection);
        }
    }

    @Test
    void doesNotKnowTheExpectationInHttp10() {
        try (var connection = SERVER.connect()) {
            connection.send(expecting("100-continue", "/echo", "Content-Length: 4\r\n")
                            .replace("HTTP/1.1", "HTTP/1.0") + "body");

            assertThat(connection.read().text()).isEqualTo("body");
        }
    }

    @Test
    void refusesAnUnknownPathBeforeTheBody() {
        assertRefused(404, expecting("100-continue", "/unknown", "Content-Length: 4\r\n"));
    }

    @Test
    void refusesAMediaTypeBeforeTheBody() {
        assertRefused(415, expecting("100-continue", "/reverse", "Content-Length: 4\r\nContent-Type: text/plain\r\n"));
    }

    @Test
    void refusesALengthBeforeTheBody() {
        assertRefused(413, expecting("100-continue", "/echo", "Content-Length: 2000000000\r\n"));
    }

    @Test
    void refusesABodyWithoutAPlaceInTheLaneBeforeItIsSent() throws InterruptedException {
        try (var first = SERVER.connect()) {
            first.send("POST /later HTTP/1.1\r\nHost: forge\r\nContent-Length: 0\r\n\r\n");
            RUNNING.await();

            assertRefused(429, expecting("100-continue", "/later", "Content-Length: 4\r\n"));

            LATER.complete(Content.of("text/plain", new byte[0]));
            assertThat(first.read().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"200-ok", "100-continue, x", "", "100-continue\r\nExpect: x"})
    void refusesAnyOtherExpectation(String expectation) {
        assertRefused(417, expecting(expectation, "/echo", "Content-Length: 4\r\n"));
    }

    /** The first and only answer is the refusal; the connection closes, since nobody can tell what the client sends next. */
    private static void assertRefused(int status, String request) {
        try (RawConnection connection = SERVER.connect()) {
            var answer = connection.send(request).read();

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Connection")).hasValue("close");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    private static String expecting(String expectation, String path, String headers) {
        return "POST %s HTTP/1.1\r\nHost: forge\r\nExpect: %s\r\n%s\r\n".formatted(path, expectation, headers);
    }
}
