package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request target leads to: the path counts as it stands on the wire. */
class RequestTargetTest {

    @RegisterExtension
    static final HttpTestServer SERVER = new HttpTestServer();

    @ParameterizedTest
    @ValueSource(
            strings = {"/reverse?x=1", "/reverse?", "/reverse?a=%0d%0a", "http://forge/reverse", "https://forge/reverse"
            })
    void findsAHandler(String target) {
        try (var connection = SERVER.connect()) {
            assertThat(connection.send(goodAt(target)).read().text()).isEqualTo(HttpTestServer.GOOD_ANSWER);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/unknown",
                "/reverse/",
                "/Reverse",
                "/%72everse",
                "/x%2freverse",
                "/%2freverse",
                "/x/../reverse",
                "/./reverse",
                "/x/%2e%2e/reverse",
                "/x/..;/reverse",
                "//reverse",
                "//forge/reverse",
                "/reverse;x=1",
                "/reverse;",
                "/a;x=1/b",
                "http://forge",
                "http://forge?x=1"
            })
    void isNotFoundUnlessItIsThePathExactly(String target) {
        try (var connection = SERVER.connect()) {
            assertThat(connection.send(goodAt(target)).read().status()).isEqualTo(404);
            assertThat(SERVER.calls()).isZero();
            HttpTestServer.assertServes(connection);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/re%00", "/reverse%00", "/%0d%0aX:%20y", "/%ff", "/%c0%ae%c0%ae", "/%ed%a0%80", "/%7f"})
    void refusesAPercentEscapeThatStandsForNothingPrintable(String target) {
        try (var connection = SERVER.connect()) {
            var answer = connection.send(goodAt(target)).read();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("percent escape");
            assertThat(SERVER.calls()).isZero();
            HttpTestServer.assertServes(connection);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/%2", "reverse", "/reverse#x", "/\\reverse", "/re verse", "/\u00ff", "/a?b=\1"})
    void refusesATargetThatIsNone(String target) {
        assertRefused(goodAt(target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example/reverse",
                "http://or/reverse",
                "http://forge.evil.example/reverse",
                "http://user@forge/reverse",
                "http://forge:8080/reverse",
                "http://evil.example?forge/reverse",
                "ftp://evil.example/reverse"
            })
    void refusesAnAbsoluteTargetOfAnotherHost(String target) {
        assertRefused(goodAt(target));
    }

    private static void assertRefused(String request) {
        try (var connection = SERVER.connect()) {
            connection.send(request + HttpTestServer.GOOD);

            assertThat(connection.read().status()).isEqualTo(400);
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(SERVER.calls()).isZero();
    }

    @Test
    void namesTheNearestPathWhereNothingIsFound() {
        try (var connection = SERVER.connect()) {
            assertThat(connection.send(goodAt("/revers")).read().text())
                    .contains("Nothing is served at this path: did you mean /reverse?");
        }
    }

    @Test
    void namesNoOtherPathWhereNoneIsNear() {
        try (var connection = SERVER.connect()) {
            assertThat(connection.send(goodAt("/something-else")).read().text())
                    .contains("Nothing is served at this path\"");
        }
    }

    private static String goodAt(String target) {
        return HttpTestServer.GOOD.replace("/reverse", target);
    }
}
