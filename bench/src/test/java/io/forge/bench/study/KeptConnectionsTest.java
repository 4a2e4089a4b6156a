package io.forge.bench.study;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class KeptConnectionsTest {

    private static final int COUNT = 20;

    private final AtomicInteger requests = new AtomicInteger();
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), COUNT);
        server.createContext("/reverse", exchange -> {
            requests.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            byte[] body = "{\"data\":[]}".getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void useEachConnectionOnceAndAgainAtTheEnd() throws IOException {
        try (var connections = KeptConnections.open(server.getAddress().getPort(), COUNT)) {
            assertThat(requests).hasValue(COUNT);

            assertThat(connections.failures()).isZero();
            assertThat(requests).hasValue(2 * COUNT);
        }
    }

    @Test
    void tellHowManyTheServerHasClosed() throws IOException {
        try (var connections = KeptConnections.open(server.getAddress().getPort(), COUNT)) {
            server.stop(0);

            assertThat(connections.failures()).isEqualTo(COUNT);
        }
    }

    @Test
    void refuseAnAnswerThatIsNoSuccess() {
        status = 503;

        assertThatThrownBy(() -> KeptConnections.open(server.getAddress().getPort(), COUNT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("503");
    }
}
