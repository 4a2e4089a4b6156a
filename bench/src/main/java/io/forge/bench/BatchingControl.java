package io.forge.bench;

import java.io.IOException;
import java.time.Duration;

/** Asks a {@link BatchingServer} what has come of its calls, over a connection of its own. */
final class BatchingControl implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final Client client;

    private BatchingControl(Client client) {
        this.client = client;
    }

    static BatchingControl of(Server server) throws IOException {
        return new BatchingControl(Client.connect(server.port()));
    }

    /** The calls that were rejected because of overload since the last time that this was asked. */
    RefusalTimes.Summary takeRefusals() throws IOException {
        return RefusalTimes.Summary.parse(client.ask("/refusals").body());
    }

    /** By how much batches of {@link BatchingServer#HEAVY} took longer since the last time that this was asked. */
    Overshoots.Summary takeOvershoots() throws IOException {
        return Overshoots.Summary.parse(client.ask("/overshoots").body());
    }

    /** What the scheduler behind a path has done since the start. */
    BatchTotals totals(String path) throws IOException {
        return BatchTotals.parse(client.ask(path + "-totals").body());
    }

    /**
     * Returns when nothing is queued behind a path any more: a call that comes alone is answered at once.
     *
     * @param atOnce how long it may take then
     */
    void awaitIdle(String path, Duration atOnce) throws IOException {
        long start = System.nanoTime();
        long now = start;
        while (now - start < PATIENCE.toNanos()) {
            int status = client.ask(path).status();
            long then = System.nanoTime();
            if (status == OK && then - now <= atOnce.toNanos()) {
                return;
            }
            now = then;
        }
        throw new IOException("%s is still busy %d s after its load".formatted(path, PATIENCE.toSeconds()));
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
