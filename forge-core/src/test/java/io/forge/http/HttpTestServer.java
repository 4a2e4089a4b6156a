package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.api.Content;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.api.TypeRef;
import io.forge.testkit.RawConnection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server whose every resource is there once: one IO thread, one place in each lane, room for one body.
 *
 * <p>After each test it must still answer: whatever a request has not given back is missed at once.
 */
final class HttpTestServer implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    /** The longest body that this server reads. */
    static final int MAX_BODY = 1 << 20;

    /** A request that is as it should be. */
    static final String GOOD = "POST /reverse HTTP/1.1\r\nHost: forge\r\nContent-Length: 11\r\n\r\n{\"a\":\"xyz\"}";

    /** What comes of {@link #GOOD}. */
    static final String GOOD_ANSWER = "{\"data\":[\"zyx\"]}";

    private final UnaryOperator<ForgeBuilder> configuration;
    private final AtomicInteger calls = new AtomicInteger();
    private int callsBefore;
    private @Nullable Forge forge;

    HttpTestServer() {
        this(builder -> builder);
    }

    HttpTestServer(UnaryOperator<ForgeBuilder> configuration) {
        this.configuration = configuration;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        var builder = Forge.builder()
                .port(0)
                .set("http.io-threads", 1)
                .set("http.max-body", "1MiB")
                .set("http.max-body-memory", Integer.toString(MAX_BODY + 1))
                .set("dispatch.event-loop.max-running", 1)
                .set("dispatch.event-loop.max-body", "64MiB")
                .handler("reverse", reverse())
                .handler("echo", echo(Dispatch.EVENT_LOOP))
                .handler("work", echo(Dispatch.WORKER))
                .handler(
                        "hello",
                        Handler.unary(Void.class, String.class, (input, call) -> "hello")
                                .on(Dispatch.EVENT_LOOP))
                .handler(
                        "nothing",
                        Handler.unary(Content.class, Void.class, (input, call) -> nothing())
                                .on(Dispatch.EVENT_LOOP));
        forge = configuration.apply(builder).start();
    }

    private Handler<Map<String, String>, Map<String, List<String>>> reverse() {
        return Handler.unary(
                        new TypeRef<Map<String, String>>() {},
                        new TypeRef<Map<String, List<String>>>() {},
                        (values, call) -> {
                            calls.incrementAndGet();
                            return Map.of(
                                    "data",
                                    values.values().stream()
                                            .map(text -> new StringBuilder(text)
                                                    .reverse()
                                                    .toString())
                                            .toList());
                        })
                .on(Dispatch.EVENT_LOOP);
    }

    private Handler<Content, Content> echo(Dispatch dispatch) {
        return Handler.unary(Content.class, Content.class, (content, call) -> {
                    calls.incrementAndGet();
                    return content;
                })
                .on(dispatch);
    }

    @SuppressWarnings("NullAway") // Void has no other value.
    private static Void nothing() {
        return null;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        callsBefore = calls.get();
    }

    /** How often a handler has run in this test. */
    int calls() {
        return calls.get() - callsBefore;
    }

    Forge forge() {
        var running = forge;
        if (running == null) {
            throw new IllegalStateException("The server is not started");
        }
        return running;
    }

    RawConnection connect() {
        return RawConnection.to(forge().uri());
    }

    /** The connection still carries requests. */
    static void assertServes(RawConnection connection) {
        assertThat(connection.send(GOOD).read().text()).isEqualTo(GOOD_ANSWER);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try (var connection = connect()) {
            assertServes(connection);
            connection.send("POST /echo HTTP/1.1\r\nHost: forge\r\nContent-Length: %d\r\n\r\n".formatted(MAX_BODY));
            connection.send(new byte[MAX_BODY]);
            assertThat(connection.read().status())
                    .as("status of a request that needs the only place and all the room")
                    .isEqualTo(200);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        forge().close();
    }
}
