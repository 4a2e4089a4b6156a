package io.forge.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Measures how long the management port takes while all IO threads are held by handlers and as many calls wait as may. */
final class HeldServer implements Part {

    private static final int WAITING = 2_000;

    /** So many that every IO thread gets some. */
    private static final int HOLDING = 32;

    private static final int TIMES = 100;
    private static final double MOST_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        Deque<Client> clients = new ArrayDeque<>();
        try (var server = Server.start(Peer.operations(true))) {
            var management = ManagementClient.of(server);
            for (int i = 0; i < WAITING; i++) {
                clients.push(Client.connect(server.port()));
                clients.element().send("/wait");
            }
            awaitCalls(management);
            for (int i = 0; i < HOLDING; i++) {
                clients.push(Client.connect(server.port()));
                clients.element().send("/hold");
            }
            return List.of(times(management, "/health/ready"), times(management, "/metrics"));
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
    }

    private static void awaitCalls(ManagementClient management) throws IOException, InterruptedException {
        String all = "forge_calls_in_flight{handler=\"wait\",version=\"1\"} %s.0".formatted(WAITING);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!management.get("/metrics").contains(all)) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("The calls do not all wait");
            }
        }
    }

    private static Figure times(ManagementClient management, String path) throws IOException, InterruptedException {
        var millis = new ArrayList<Double>();
        for (int i = 0; i < TIMES; i++) {
            millis.add(management.millisOf(path));
        }
        double longest = millis.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return Figure.atMost(
                "ms for %s, the longest of %d (median %.1f)"
                        .formatted(path, TIMES, Spread.of(millis).median()),
                "%.1f",
                longest,
                MOST_MILLIS);
    }
}
