package io.forge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.forge.api.Content;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.api.TypeRef;
import io.forge.testkit.RawConnection;
import io.forge.testkit.RawResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client and an operator read, which is the same in every locale: the build runs this in several. */
class LocaleTest {

    private static Forge forge;

    @BeforeAll
    static void start() {
        forge = Forge.builder()
                .port(0)
                .set("http.max-body", "1KiB")
                .set("http.max-headers", "10")
                .set("dispatch.event-loop.max-body", "1KiB")
                .handler("list", list(Dispatch.EVENT_LOOP))
                .handler(
                        "content",
                        Handler.unary(Content.class, String.class, (input, call) -> input.toString())
                                .on(Dispatch.EVENT_LOOP))
                .start();
    }

    @AfterAll
    static void stop() {
        forge.close();
    }

    @Test
    void theUriHasThePort() {
        assertThat(forge.uri().getHost()).isNotNull();
        assertThat(forge.uri().getPort()).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/list|[1]|200|[1]",
                "/content|[1]|200|3 bytes",
                "/list|[1,]|400|line 1, column 4",
                "/list|[1,\0]|400|offset 3",
                "/list|[1,\u00ff]|400|byte 3",
                "/list|[\"\\ud800\"]|400|ud800 at byte 2",
            })
    void anAnswerHasPlainDigits(String path, String body, int status, String expected) {
        var answer = post(path, "", body);

        assertPlain(answer, status);
        assertThat(answer.text()).contains(expected);
    }

    @Test
    void refusalsHavePlainDigits() {
        assertPlain(post("/list", "X: x\r\n".repeat(20), "[1]"), 431);
        assertPlain(post("/list?" + "x".repeat(10_000), "", "[1]"), 414);
        assertPlain(post("/list", "", "1".repeat(2_000)), 413);
    }

    @Test
    void aStartFailureHasPlainDigits() {
        int port = forge.uri().getPort();
        var failure = catchThrowable(() -> Forge.builder()
                .port(port)
                .handler("list", list(Dispatch.EVENT_LOOP))
                .start());

        assertThat(failure).hasMessageContaining("Port " + port);
    }

    @Test
    void namesOfKeysAndConstantsAreFoundByTheirLatinLetters() {
        try (var found = Forge.builder()
                .port(0)
                .set("http.idle-timeout", "10s")
                .set("http.max-uri", "1KiB")
                .handler("list", list(Dispatch.VIRTUAL))
                .start()) {
            assertThat(found.uri().getPort()).isPositive();
        }
    }

    private static Handler<List<Object>, List<Object>> list(Dispatch dispatch) {
        return Handler.unary(new TypeRef<List<Object>>() {}, new TypeRef<List<Object>>() {}, (input, call) -> input)
                .on(dispatch);
    }

    private static RawResponse post(String path, String headers, String body) {
        try (var connection = RawConnection.to(forge.uri())) {
            return connection
                    .send("POST " + path + " HTTP/1.1\r\nHost: forge\r\n" + headers + "Content-Length: " + body.length()
                            + "\r\n\r\n" + body)
                    .read();
        }
    }

    private static void assertPlain(RawResponse answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Date").orElseThrow())
                .matches("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT");
        assertThat(answer.header("Content-Length")).hasValue(Integer.toString(answer.body().length));
        assertThat(US_ASCII.newEncoder().canEncode(answer.text()))
                .as(answer.text())
                .isTrue();
    }
}
