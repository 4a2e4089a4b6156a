package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.api.Content;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.testkit.RawConnection;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large answers, and clients that do not take them. */
class SlowReaderTest {

    private static final int LENGTH = 20 << 20;

    @RegisterExtension
    static final HttpTestServer SERVER = new HttpTestServer(builder -> builder.set("http.write-timeout", "200ms")
            .set("http.io-threads", 1)
            .set("dispatch.worker.threads", 1)
            .set("dispatch.worker.queue", 0)
            .handler("large", large(Dispatch.EVENT_LOOP))
            .handler("large-by-worker", large(Dispatch.WORKER)));

    private static Handler<Void, Content> large(Dispatch dispatch) {
        var bytes = new byte[LENGTH];
        return Handler.unary(Void.class, Content.class, (input, call) -> Content.of("image/png", bytes))
                .on(dispatch);
    }

    @ParameterizedTest
    @ValueSource(strings = {"large", "large-by-worker"})
    void aClientThatStopsReadingIsDroppedAndItsPlaceIsFreeAgain(String handler) {
        try (var slow = RawConnection.to(SERVER.forge().uri(), 4 << 10)) {
            slow.send(get(handler));

            assertThat(statusOnceAPlaceIsFree(handler)).isEqualTo(200);
            assertThat(slow.drain()).isLessThan(LENGTH);
        }
    }

    /** Asks again for as long as the one place is taken; the socket's own patience bounds each attempt. */
    private static int statusOnceAPlaceIsFree(String handler) {
        try (var connection = SERVER.connect()) {
            for (int attempt = 0; attempt < 100_000; attempt++) {
                int status = connection
                        .send(get(handler).replace("GET", "HEAD"))
                        .readHead()
                        .status();
                if (status != 429) {
                    return status;
                }
            }
            return 429;
        }
    }

    @Test
    void aLargeAnswerArrivesWhole() {
        try (var connection = SERVER.connect()) {
            assertThat(connection.send(get("large")).read().body()).hasSize(LENGTH);
            HttpTestServer.assertServes(connection);
        }
    }

    @Test
    void aLargeAnswerIsNotCopiedAsAWholeOnItsWayToTheSocket() {
        try (var connection = SERVER.connect()) {
            connection.send(get("large")).read();

            assertThat(memoryOutsideTheHeap()).isLessThan(LENGTH);
        }
    }

    private static long memoryOutsideTheHeap() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static String get(String handler) {
        return "GET /%s HTTP/1.1\r\nHost: forge\r\n\r\n".formatted(handler);
    }
}
