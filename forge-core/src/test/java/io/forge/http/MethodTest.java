package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each method does. */
class MethodTest {

    @RegisterExtension
    static final HttpTestServer SERVER = new HttpTestServer();

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "TRACE", "get", "post", "Post", "FROBNICATE"})
    void refusesAMethodThatThePathHasNotAndNamesThoseThatItHas(String method) {
        try (var connection = SERVER.connect()) {
            var answer =
                    connection.send(HttpTestServer.GOOD.replace("POST", method)).read();

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).hasValue("POST, OPTIONS");
            assertThat(answer.text()).contains("This path supports POST, OPTIONS");
            assertThat(SERVER.calls()).isZero();
            HttpTestServer.assertServes(connection);
        }
    }

    @Test
    void refusesHeadWithoutABodyWhereOnlyPostIsTaken() {
        try (var connection = SERVER.connect()) {
            var answer = connection
                    .send("HEAD /reverse HTTP/1.1\r\nHost: forge\r\n\r\n")
                    .readHead();

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).hasValue("POST, OPTIONS");
            HttpTestServer.assertServes(connection);
        }
    }

    @ParameterizedTest
    @CsvSource({"/reverse, forge", "/unknown, forge", "example.com:443, example.com:443", "forge:80, forge:80"})
    void refusesToConnectAnywhereAndCloses(String target, String host) {
        try (var connection = SERVER.connect()) {
            var answer = connection
                    .send("CONNECT %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(target, host) + HttpTestServer.GOOD)
                    .read();

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).isPresent();
            assertThat(answer.header("Connection")).hasValue("close");
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(SERVER.calls()).isZero();
    }

    /** Undertow sends no body to it in any case, so only the end of the connection shows where its answer ends. */
    @Test
    void closesAfterHeadInSmallLetters() {
        try (var connection = SERVER.connect()) {
            var answer = connection
                    .send("head /hello HTTP/1.1\r\nHost: forge\r\n\r\n" + HttpTestServer.GOOD)
                    .readHead();

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).hasValue("GET, HEAD, POST, OPTIONS");
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(SERVER.calls()).isZero();
    }

    @Test
    void tellsTheMethodsOfAPath() {
        try (var connection = SERVER.connect()) {
            var answer = connection
                    .send("OPTIONS /hello HTTP/1.1\r\nHost: forge\r\n\r\n")
                    .read();

            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("Allow")).hasValue("GET, HEAD, POST, OPTIONS");
            HttpTestServer.assertServes(connection);
        }
    }

    @Test
    void tellsTheMethodsOfTheServer() {
        try (var connection = SERVER.connect()) {
            var answer =
                    connection.send("OPTIONS * HTTP/1.1\r\nHost: forge\r\n\r\n").read();

            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("Allow")).hasValue("GET, HEAD, POST, OPTIONS");
            HttpTestServer.assertServes(connection);
        }
    }

    @Test
    void findsNothingAtAnUnknownPathWithOptionsEither() {
        try (var connection = SERVER.connect()) {
            assertThat(connection
                            .send("OPTIONS /unknown HTTP/1.1\r\nHost: forge\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /hello HTTP/1.1\r\nHost: forge\r\n\r\n",
                "POST /hello HTTP/1.1\r\nHost: forge\r\nContent-Length: 0\r\n\r\n"
            })
    void callsAHandlerWithoutInputByGetAndByPost(String request) {
        try (var connection = SERVER.connect()) {
            var answer = connection.send(request).read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("hello");
            assertThat(answer.header("Content-Type")).hasValue("text/plain; charset=utf-8");
            HttpTestServer.assertServes(connection);
        }
    }

    @Test
    void answersHeadAsGetWithoutTheBody() {
        try (var connection = SERVER.connect()) {
            var answer = connection
                    .send("HEAD /hello HTTP/1.1\r\nHost: forge\r\n\r\n")
                    .readHead();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Length")).hasValue("5");
            assertThat(answer.header("Content-Type")).hasValue("text/plain; charset=utf-8");
            HttpTestServer.assertServes(connection);
        }
    }

    @Test
    void refusesABodyWhereNoneIsTaken() {
        try (var connection = SERVER.connect()) {
            var answer = connection
                    .send("GET /hello HTTP/1.1\r\nHost: forge\r\nContent-Length: 2\r\n\r\n{}")
                    .read();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("send no body");
            HttpTestServer.assertServes(connection);
        }
    }

    @Test
    void answersWithoutContentWhereTheHandlerGivesNone() {
        try (var connection = SERVER.connect()) {
            var answer = connection
                    .send("POST /nothing HTTP/1.1\r\nHost: forge\r\nContent-Length: 2\r\n\r\n{}")
                    .read();

            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("Content-Length")).isEmpty();
            assertThat(answer.header("Content-Type")).isEmpty();
            assertThat(answer.header("Transfer-Encoding")).isEmpty();
            HttpTestServer.assertServes(connection);
        }
    }
}
