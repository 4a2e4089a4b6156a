package io.forge.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OpenLoadTest {

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration COUNTED = Duration.ofMillis(200);
    private static final double PER_SECOND = 500;

    /** So many connections that a server which starts slowly lets none of them wait to be sent again. */
    private static final int BACKLOG = 1_024;

    private final Set<String> timeouts = ConcurrentHashMap.newKeySet();
    private final Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();
    private final AtomicInteger withoutTimeout = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.createContext("/ok", exchange -> answer(exchange, 200));
        server.createContext("/full", exchange -> answer(exchange, 429));
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange, int status) throws IOException {
        requests.incrementAndGet();
        String timeout = exchange.getRequestHeaders().getFirst("X-Request-Timeout");
        if (timeout == null) {
            withoutTimeout.incrementAndGet();
        } else {
            timeouts.add(timeout);
        }
        exchange.getRequestBody().readAllBytes();
        byte[] body = "answer".getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void sendsEachRequestOfTheScheduleWithItsDeadline() throws Exception {
        var result = load("/ok").run(new PoissonArrivals(PER_SECOND, 1)::next);

        assertThat(requests).hasValue(arrivals());
        assertThat(timeouts).containsExactly("10000ms");
        assertThat(result.broken()).isZero();
        assertThat(result.sent()).isPositive().isEqualTo(result.tally().kept());
        assertThat(result.lateShare()).isZero();
    }

    @Test
    void tellsRequestsThatAreRejected() throws Exception {
        var result = load("/full").run(new PoissonArrivals(PER_SECOND, 1)::next);

        assertThat(result.tally().refused()).isPositive().isEqualTo(result.sent());
        assertThat(result.tally().goodPerSecond()).isZero();
        assertThat(result.lateShare()).isZero();
    }

    @Test
    void readsAnswersToRequestsThatWereSentAfterTheTimeWasOver() throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        var arrivals = new PoissonArrivals(PER_SECOND, 1);

        var result = load("/ok").run(() -> {
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return arrivals.next();
        });

        assertThat(requests).hasValue(arrivals());
        assertThat(result.sent()).isPositive().isEqualTo(result.tally().kept());
    }

    @Test
    void opensAConnectionForEachRequestWhereTheServerClosesThem() throws Exception {
        server.createContext("/close", exchange -> {
            clients.add(exchange.getRemoteAddress());
            exchange.getResponseHeaders().add("Connection", "close");
            answer(exchange, 200);
        });

        var result = load("/close").run(new PoissonArrivals(PER_SECOND, 1)::next);

        assertThat(result.broken()).isZero();
        assertThat(clients).hasSize(arrivals());
    }

    @Test
    void usesItsConnectionsInTurnsAndTellsTheServerNothingOfADeadline() throws Exception {
        server.createContext("/turns", exchange -> {
            clients.add(exchange.getRemoteAddress());
            answer(exchange, 200);
        });

        var result = OpenLoad.of(server.getAddress().getPort(), "/turns", OpenLoad.BODY, 50, DEADLINE, COUNTED)
                .run(new PoissonArrivals(PER_SECOND, 1)::next);

        assertThat(result.sent()).isEqualTo(result.tally().latencies().getTotalCount());
        assertThat(clients).hasSizeGreaterThanOrEqualTo(50);
        assertThat(withoutTimeout).hasValue(arrivals());
    }

    private OpenLoad load(String path) {
        return OpenLoad.withDeadlines(server.getAddress().getPort(), path, DEADLINE, COUNTED);
    }

    /** How many there are within the second before the load is counted, and while it is. */
    private static int arrivals() {
        var arrivals = new PoissonArrivals(PER_SECOND, 1);
        int count = 0;
        while (arrivals.next() < Duration.ofSeconds(1).plus(COUNTED).toNanos()) {
            count++;
        }
        return count;
    }
}
