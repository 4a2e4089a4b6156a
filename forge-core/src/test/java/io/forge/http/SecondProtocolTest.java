package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.api.Dispatch;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.http.telegram.TelegramProtocol;
import io.forge.runtime.CallObserver;
import io.forge.testkit.RawConnection;
import io.forge.testkit.RawResponse;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A protocol can be added: one that shares nothing with the first beside the handlers. */
class SecondProtocolTest {

    private static final ProtocolServer SERVER = new ProtocolServer(new TelegramProtocol(), CallObserver.NONE);

    @BeforeAll
    static void serve() {
        var shout = Handler.unary(String.class, String.class, (text, call) -> shout(text));
        var words = Handler.streaming(String.class, String.class, (text, sink, call) -> {
            for (String word : text.split(" ", -1)) {
                sink.send(shout(word));
            }
        });
        SERVER.serve("shout", shout.on(Dispatch.EVENT_LOOP))
                .serve("shout-worker", shout.on(Dispatch.WORKER))
                .serve("words", words);
    }

    private static String shout(String text) {
        if (text.equals("quiet")) {
            throw new ForgeException(ErrorCode.CONFLICT, "This is no place to be quiet");
        }
        return text.toUpperCase(Locale.ROOT);
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private static RawResponse send(String path, String body) {
        return send("POST", path, "text/telegram", body);
    }

    private static RawResponse send(String method, String path, String type, String body) {
        try (var connection = RawConnection.to(SERVER.uri())) {
            return connection
                    .send("%s %s HTTP/1.1\r\nHost: forge\r\nContent-Type: %s\r\nContent-Length: %s\r\n\r\n%s"
                            .formatted(method, path, type, body.length(), body))
                    .read();
        }
    }

    @ParameterizedTest
    @CsvSource({"shout", "shout-worker"})
    void carriesACallAndRemembersWhatItHasRead(String handler) {
        var answer = send("/telegram/send/" + handler, "7 hello world STOP");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Content-Type")).hasValue("text/telegram");
        assertThat(answer.header("Telegram-Number")).hasValue("7");
        assertThat(answer.text()).isEqualTo("7 HELLO WORLD STOP");
    }

    @Test
    void leavesTheFirstProtocolAsItIs() {
        var answer = send("POST", "/shout", "text/plain", "hello");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("HELLO");
        assertThat(send("POST", "/nowhere", "text/plain", "").header("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(send("POST", "/telegrams", "text/plain", "").header("Content-Type"))
                .hasValue("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "400, POST, /telegram/send/shout, text/telegram, hello, A telegram is a number",
        "409, POST, /telegram/send/shout, text/telegram, 1 quiet STOP, This is no place to be quiet",
        "409, POST, /telegram/send/words, text/telegram, 1 quiet STOP, This is no place to be quiet",
        "415, POST, /telegram/send/shout, text/plain, 1 hello STOP, send text/telegram",
        "405, GET, /telegram/send/shout, text/telegram, '', This path supports POST",
        "404, POST, /telegram/send/shuot, text/telegram, '', did you mean /telegram/send/shout?",
        "404, POST, /telegram, text/telegram, '', Nothing is served at this path",
        "403, GET, /telegram/no?this, text/telegram, '', this is not for you",
    })
    void saysInItsOwnFormWhatWentWrong(
            int status, String method, String path, String type, String body, String detail) {
        var answer = send(method, path, type, body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).hasValue("text/telegram");
        assertThat(answer.text())
                .startsWith("REGRET %s ".formatted(status))
                .contains(detail)
                .endsWith(" STOP");
    }

    @Test
    void saysSoAlsoOfWhatIsRefusedBeforeTheBodyIsRead() {
        assertThat(send("/telegram/send/shout", "1 %s STOP".formatted("x".repeat(2_000)))
                        .text())
                .startsWith("REGRET 413 The body is longer than");
        try (var connection = RawConnection.to(SERVER.uri())) {
            var answer = connection
                    .send("POST /telegram/send/shout HTTP/1.1\r\nHost: forge\r\nExpect: miracles\r\n\r\n")
                    .read();

            assertThat(answer.text()).startsWith("REGRET 417 ");
        }
    }

    @Test
    void writesAStreamAndItsEnd() {
        var answer = send("/telegram/send/words", "3 so long STOP");

        assertThat(answer.header("Content-Type")).hasValue("text/telegrams");
        assertThat(answer.text()).isEqualTo("3 SO STOP 3 LONG STOP END");
    }

    @Test
    void writesAStreamThatFails() {
        assertThat(send("/telegram/send/words", "3 so quiet STOP").text())
                .isEqualTo("3 SO STOP REGRET This is no place to be quiet");
    }

    @Test
    void answersByItselfAlsoWhileTheServerGoesDown() {
        try (var draining = new ProtocolServer(new TelegramProtocol(), CallObserver.NONE);
                var connection = RawConnection.to(draining.uri())) {
            String ask = "GET /telegram/names HTTP/1.1\r\nHost: forge\r\n\r\n";
            draining.serve("echo", Handler.unary(String.class, String.class, (text, call) -> text));
            assertThat(connection.send(ask).read().text()).isEqualTo("echo STOP");
            draining.drain();

            var answer = connection.send(ask).read();

            assertThat(answer.text()).isEqualTo("echo STOP");
            assertThat(answer.header("Connection")).hasValue("close");
        }
    }
}
