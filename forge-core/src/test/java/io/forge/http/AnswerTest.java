package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.api.Content;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer has. */
class AnswerTest {

    @RegisterExtension
    static final HttpTestServer SERVER = new HttpTestServer(builder -> builder.handler(
                    "split",
                    Handler.unary(
                                    Void.class,
                                    Content.class,
                                    (input, call) -> Content.of("text/plain\r\nX-Evil: 1\r\n\r\nHTTP/1.1", new byte[1]))
                            .on(Dispatch.EVENT_LOOP))
            .handler("untyped", Handler.unary(Void.class, Content.class, (input, call) -> Content.untyped(new byte[1])))
            .handler("raw", Handler.unary(Content.class, Content.class, (input, call) -> input)));

    @Test
    void hasLengthAndDateAndNoBanner() {
        try (var connection = SERVER.connect()) {
            var answer = connection.send(HttpTestServer.GOOD).read();

            assertThat(answer.header("Content-Length")).hasValue(Integer.toString(HttpTestServer.GOOD_ANSWER.length()));
            assertThat(answer.header("Transfer-Encoding")).isEmpty();
            assertThat(answer.header("Date")
                            .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)))
                    .isPresent();
            assertThat(answer.header("Server")).isEmpty();
            assertThat(answer.header("X-Powered-By")).isEmpty();
            assertThat(answer.header("Connection")).isEmpty();
        }
    }

    @Test
    void isAProblemDocumentWhereTheRequestFails() {
        try (var connection = SERVER.connect()) {
            var answer = connection
                    .send("POST /unknown HTTP/1.1\r\nHost: forge\r\nX-Request-Id: abc-1\r\nContent-Length: 0\r\n\r\n")
                    .read();

            assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.header("Content-Length")).hasValue(Integer.toString(answer.body().length));
            assertThat(answer.header("Date")).isPresent();
            assertThat(answer.header("Server")).isEmpty();
            assertThat(answer.text())
                    .isEqualTo(
                            "{\"type\":\"urn:forge:problem:not-found\",\"title\":\"Not found\",\"status\":404,"
                                    + "\"detail\":\"Nothing is served at this path\",\"instance\":\"/unknown\",\"callId\":\"abc-1\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc-1", "018f3c2e-7b1d-7c3a-9f00-2b1f4c5d6e7f", "a:b/c+d=e@f_g.h"})
    void carriesTheIdOfTheRequest(String id) {
        try (var connection = SERVER.connect()) {
            assertThat(connection.send(withId(id)).read().header("X-Request-Id"))
                    .hasValue(id);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "<script>", "\u001b[31m", "\"quoted\"", "{json}", "\u00e9"})
    void carriesAnIdOfItsOwnInPlaceOfAStrangeOne(String id) {
        try (var connection = SERVER.connect()) {
            connection
                    .send(withId(id))
                    .readUnlessDropped()
                    .ifPresent(
                            answer -> assertThat(answer.header("X-Request-Id").orElse("0000000000000000"))
                                    .matches("[0-9a-f]{16}"));
        }
    }

    @Test
    void carriesAnIdOfItsOwnInPlaceOfAVeryLongOne() {
        try (var connection = SERVER.connect()) {
            assertThat(connection
                            .send(withId("a".repeat(129)))
                            .read()
                            .header("X-Request-Id")
                            .orElseThrow())
                    .matches("[0-9a-f]{16}");
        }
    }

    private static String withId(String id) {
        return HttpTestServer.GOOD.replace("\r\n\r\n", "\r\nX-Request-Id: " + id + "\r\n\r\n");
    }

    @Test
    void hasNoHeaderThatAHandlerSmugglesIntoAnother() {
        try (var connection = SERVER.connect()) {
            var answer = connection
                    .send("GET /split HTTP/1.1\r\nHost: forge\r\n\r\n")
                    .read();

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.header("X-Evil")).isEmpty();
            HttpTestServer.assertServes(connection);
        }
    }

    @Test
    void saysThatBytesAreBytesWhereTheHandlerDoesNotSayWhatTheyAre() {
        try (var connection = SERVER.connect()) {
            var answer = connection
                    .send("GET /untyped HTTP/1.1\r\nHost: forge\r\n\r\n")
                    .read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).hasValue("application/octet-stream");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "image/", "text/plain; charset"})
    void refusesBytesWhoseClientSaysThatTheyAreNothingThatThereIs(String contentType) {
        try (var connection = SERVER.connect()) {
            var answer = connection
                    .send("POST /raw HTTP/1.1\r\nHost: forge\r\nContent-Type: " + contentType
                            + "\r\nContent-Length: 1\r\n\r\nx")
                    .read();

            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.text())
                    .contains("Content-Type '" + contentType
                            + "' is not a media type: send one such as image/png, or none");
        }
    }

    @Test
    void closesTheConnectionWhereTheClientAsksForIt() {
        try (var connection = SERVER.connect()) {
            var answer = connection
                    .send(HttpTestServer.GOOD.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))
                    .read();

            assertThat(answer.text()).isEqualTo(HttpTestServer.GOOD_ANSWER);
            assertThat(answer.header("Connection")).hasValue("close");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void closesTheConnectionOfAnHttp10Client() {
        try (var connection = SERVER.connect()) {
            var answer = connection
                    .send(HttpTestServer.GOOD.replace("HTTP/1.1", "HTTP/1.0"))
                    .read();

            assertThat(answer.text()).isEqualTo(HttpTestServer.GOOD_ANSWER);
            assertThat(answer.header("Content-Length")).isPresent();
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void needsNoHostInHttp10() {
        try (var connection = SERVER.connect()) {
            assertThat(connection
                            .send(HttpTestServer.GOOD.replace("HTTP/1.1\r\nHost: forge", "HTTP/1.0"))
                            .read()
                            .text())
                    .isEqualTo(HttpTestServer.GOOD_ANSWER);
        }
    }

    @Test
    void keepsTheConnectionOfAnHttp10ClientThatAsksForItAndSaysSo() {
        try (var connection = SERVER.connect()) {
            var answer = connection
                    .send(HttpTestServer.GOOD.replace("HTTP/1.1\r\n", "HTTP/1.0\r\nConnection: keep-alive\r\n"))
                    .read();

            assertThat(answer.text()).isEqualTo(HttpTestServer.GOOD_ANSWER);
            assertThat(answer.header("Connection")).hasValue("keep-alive");
            HttpTestServer.assertServes(connection);
        }
    }
}
