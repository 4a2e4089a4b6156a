package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.api.Dispatch;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.http.telegram.TelegramProtocol;
import io.forge.runtime.CallObserver;
import io.forge.runtime.ObservedCall;
import io.forge.runtime.Servable;
import io.forge.testkit.RawConnection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is seen of a call, whatever becomes of it, before whoever made it has its answer. */
class CallObserverTest {

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final ProtocolServer server = new ProtocolServer(new TelegramProtocol(), new Recorder());

    private final class Recorder implements CallObserver {

        @Override
        public void begun(ObservedCall call) {
            seen.add("begun " + call.servable().name());
        }

        @Override
        public void refused(Servable<?, ?> servable, ForgeException reason) {
            seen.add("refused %s %s".formatted(servable.name(), reason.code()));
        }

        @Override
        public void reached(ObservedCall call, Part part, long from, long to) {
            seen.add(part.name());
        }

        @Override
        public void ended(ObservedCall call, Optional<ForgeException> failure, long from, long to) {
            seen.add("ended " + failure.map(reason -> reason.code().name()).orElse("well"));
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void ask(String body) {
        ask("text/plain", body);
    }

    private void ask(String type, String body) {
        try (var connection = RawConnection.to(server.uri())) {
            connection
                    .send("POST /code HTTP/1.1\r\nHost: forge\r\nContent-Type: %s\r\nContent-Length: %s\r\n\r\n%s"
                            .formatted(type, body.length(), body))
                    .read();
        }
    }

    @ParameterizedTest
    @MethodSource("io.forge.testkit.Modes#all")
    void seesEachPartOfACallInOrder(Dispatch mode) {
        server.serve(
                "code",
                Handler.unary(String.class, String.class, (text, call) -> text).on(mode));
        ask("x");

        assertThat(seen).containsExactly("begun code", "WAITED", "DECODED", "COMPUTED", "ENCODED", "ended well");
    }

    @Test
    void seesThoseOfACallThatIsAnsweredLater() {
        server.serve(
                "code",
                Handler.async(String.class, String.class, (text, call) -> CompletableFuture.supplyAsync(() -> text)));
        ask("x");

        assertThat(seen).containsExactly("begun code", "WAITED", "DECODED", "COMPUTED", "ENCODED", "ended well");
    }

    @Test
    void seesThoseOfAStream() {
        server.serve("code", Handler.streaming(String.class, String.class, (text, sink, call) -> sink.send(text)));
        ask("x");

        assertThat(seen).containsExactly("begun code", "WAITED", "DECODED", "COMPUTED", "ended well");
    }

    @Test
    void seesWhereACallFails() {
        server.serve("code", Handler.unary(String.class, String.class, (text, call) -> {
            throw new ForgeException(ErrorCode.CONFLICT, "no");
        }));
        ask("x");
        ask("text/plain; charset=utf-8", "\u00ff");

        assertThat(seen)
                .containsExactly(
                        "begun code",
                        "WAITED",
                        "DECODED",
                        "ended CONFLICT",
                        "begun code",
                        "WAITED",
                        "ended INVALID_INPUT");
    }

    @Test
    void seesWhoIsNotLetIn() {
        server.serve("code", Handler.unary(String.class, String.class, (text, call) -> text));
        ask("image/png", "x");
        ask("x".repeat(2_000));

        assertThat(seen).containsExactly("refused code UNSUPPORTED_MEDIA_TYPE", "refused code TOO_LARGE");
    }

    @Test
    void seesABodyThatDoesNotCome() {
        server.serve("code", Handler.unary(String.class, String.class, (text, call) -> text));
        try (var connection = RawConnection.to(server.uri())) {
            connection
                    .send("POST /code HTTP/1.1\r\nHost: forge\r\nContent-Length: 9\r\n\r\nx")
                    .endSending()
                    .read();
        }

        assertThat(seen).containsExactly("begun code", "ended INVALID_INPUT");
    }
}
