package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bodies a handler that takes JSON reads. */
class MediaTypeNegotiationTest {

    @RegisterExtension
    static final HttpTestServer SERVER = new HttpTestServer();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Type: application/json\r\n",
                "Content-Type: Application/JSON\r\n",
                "Content-Type: application/geo+json\r\n",
                "Content-Type: application/json; charset=utf-8\r\n",
                "Content-Type: application/json;charset=\"UTF-8\"\r\n",
                "Content-Encoding: identity\r\n"
            })
    void readsJsonInUtf8(String headers) {
        try (var connection = SERVER.connect()) {
            var answer = connection.send(good(headers)).read();

            assertThat(answer.text()).isEqualTo(HttpTestServer.GOOD_ANSWER);
            assertThat(answer.header("Content-Type")).hasValue("application/json");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/json; charset=latin1",
                "application/json; charset=utf-16",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded",
                "json",
                "",
                "application/json\r\nContent-Type: text/plain"
            })
    void refusesAnyOtherTypeAndSaysWhatToSend(String type) {
        try (var connection = SERVER.connect()) {
            var answer = connection.send(good("Content-Type: " + type + "\r\n")).read();

            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.header("Accept")).hasValue("application/json");
            assertThat(answer.text()).contains("send application/json in UTF-8");
            assertThat(SERVER.calls()).isZero();
            HttpTestServer.assertServes(connection);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "br",
                "zstd",
                "unknown",
                "gzip, gzip",
                "identity, gzip",
                "gzip, deflate",
                "gzip, identity",
                "gzip;q=1",
                "gzip\r\nContent-Encoding: gzip",
                "identity\r\nContent-Encoding: gzip"
            })
    void refusesAnUnknownCodingAndSeveralAtOnce(String coding) {
        try (var connection = SERVER.connect()) {
            var answer = connection
                    .send(good("Content-Encoding: " + coding + "\r\n"))
                    .read();

            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.header("Accept-Encoding")).hasValue("gzip, deflate");
            assertThat(answer.text()).contains("send one of gzip, deflate, or the body uncompressed");
            assertThat(SERVER.calls()).isZero();
            HttpTestServer.assertServes(connection);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity",
                "Identity",
                "identity, identity",
                ",identity ,",
                "identity\r\nContent-Encoding: identity"
            })
    void readsABodyThatIsSaidNotToBeEncoded(String coding) {
        try (var connection = SERVER.connect()) {
            var answer = connection
                    .send(good("Content-Encoding: " + coding + "\r\n"))
                    .read();

            assertThat(answer.status()).isEqualTo(200);
        }
    }

    private static String good(String headers) {
        return HttpTestServer.GOOD.replace("\r\n\r\n", "\r\n" + headers + "\r\n");
    }
}
