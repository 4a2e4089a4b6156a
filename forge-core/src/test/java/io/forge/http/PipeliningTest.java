package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that follow each other without waiting for the answers. */
class PipeliningTest {

    @RegisterExtension
    static final HttpTestServer SERVER = new HttpTestServer();

    @ParameterizedTest
    @ValueSource(strings = {"echo", "work"})
    void answersTwoHundredRequestsInOrder(String handler) {
        var requests = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            requests.append(post(handler, "body " + i));
        }
        try (var connection = SERVER.connect()) {
            connection.send(requests.toString());

            for (int i = 0; i < 200; i++) {
                assertThat(connection.read().text()).isEqualTo("body " + i);
            }
            HttpTestServer.assertServes(connection);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo", "work"})
    void answersAGoodRequestAndThenRefusesTheGarbageInTheSamePacket(String handler) {
        for (int i = 0; i < 50; i++) {
            try (var connection = SERVER.connect()) {
                connection.send(post(handler, "good") + "\u00ff\u00fe what is this?\r\n\r\n");

                assertThat(connection.read().text()).isEqualTo("good");
                assertThat(connection.read().status()).isEqualTo(400);
                assertThat(connection.isClosedByServer()).isTrue();
            }
        }
    }

    @Test
    void answersInOrderBehindABodyThatNobodyReads() {
        try (var connection = SERVER.connect()) {
            connection.send("POST /unknown HTTP/1.1\r\nHost: forge\r\nContent-Length: 100000\r\n\r\n"
                    + HttpTestServer.GOOD.repeat(2000).substring(0, 100_000));
            connection.send(HttpTestServer.GOOD);

            assertThat(connection.read().status()).isEqualTo(404);
            assertThat(connection.read().text()).isEqualTo(HttpTestServer.GOOD_ANSWER);
        }
        assertThat(SERVER.calls()).isEqualTo(1);
    }

    @Test
    void saysThatItClosesBehindAnUnreadBodyThatIsTooLongToSkip() {
        try (var connection = SERVER.connect()) {
            connection.send("POST /unknown HTTP/1.1\r\nHost: forge\r\nContent-Length: 1000000\r\n\r\n");
            connection.offer(HttpTestServer.GOOD
                    .repeat(20_000)
                    .substring(0, 1_000_000)
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));

            var answer = connection.read();
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("Connection")).hasValue("close");
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(SERVER.calls()).isZero();
    }

    @Test
    void carriesTheNextRequestAfterARefusalThatKeepsTheConnection() {
        try (var connection = SERVER.connect()) {
            connection.send(post("reverse", "no json"));

            assertThat(connection.read().status()).isEqualTo(400);
            HttpTestServer.assertServes(connection);
        }
    }

    private static String post(String handler, String body) {
        return "POST /%s HTTP/1.1\r\nHost: forge\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(handler, body.length(), body);
    }
}
