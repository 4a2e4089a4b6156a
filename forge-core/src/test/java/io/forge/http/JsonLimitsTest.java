package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.api.TypeRef;
import io.forge.testkit.RawResponse;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** JSON that is small on the wire and costly to read. */
class JsonLimitsTest {

    @RegisterExtension
    static final HttpTestServer SERVER = new HttpTestServer(builder -> builder.set("http.max-body", "8MiB")
            .set("http.max-body-memory", "8MiB")
            .handler(
                    "count",
                    Handler.unary(
                                    new TypeRef<Map<String, Object>>() {},
                                    new TypeRef<Integer>() {},
                                    (map, call) -> map.size())
                            .on(Dispatch.EVENT_LOOP)));

    @Test
    void readsTwoHundredLevels() {
        assertThat(post("{\"a\":" + "[".repeat(199) + "]".repeat(199) + "}").status())
                .isEqualTo(200);
    }

    @Test
    void refusesTwoHundredAndOneLevels() {
        assertRefused("{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}");
    }

    @Test
    void refusesAHundredThousandLevelsThatNeverClose() {
        assertRefused("{\"a\":" + "[".repeat(100_000));
    }

    @Test
    void refusesANumberOfMoreThanAThousandDigits() {
        assertRefused("{\"a\":" + "1".repeat(1_001) + "}");
    }

    @Test
    void refusesANameOfMoreThanFiftyThousandCharacters() {
        assertRefused("{\"" + "k".repeat(50_001) + "\":1}");
    }

    @Test
    void readsTwoHundredThousandKeys() {
        var keys =
                IntStream.range(0, 200_000).mapToObj("\"key%d\":1"::formatted).collect(Collectors.joining(","));

        assertThat(post("{" + keys + "}").text()).isEqualTo("200000");
    }

    /** Each key is made of the two pairs that have the same hash code in Java, so all keys have one. */
    @Test
    void readsKeysThatCollide() {
        var keys =
                IntStream.range(0, 1 << 16).mapToObj(JsonLimitsTest::colliding).collect(Collectors.joining(","));

        assertThat(post("{" + keys + "}").text()).isEqualTo("65536");
    }

    private static String colliding(int number) {
        var key = new StringBuilder("\"");
        for (int bit = 0; bit < 16; bit++) {
            key.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return key.append("\":1").toString();
    }

    private static void assertRefused(String json) {
        try (var connection = SERVER.connect()) {
            var answer = connection.send(request(json)).read();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text())
                    .contains("urn:forge:problem:invalid-input")
                    .contains("limit");
            HttpTestServer.assertServes(connection);
        }
    }

    private static RawResponse post(String json) {
        try (var connection = SERVER.connect()) {
            return connection.send(request(json)).read();
        }
    }

    private static String request(String json) {
        return "POST /count HTTP/1.1\r\nHost: forge\r\nContent-Length: %d\r\n\r\n%s".formatted(json.length(), json);
    }
}
