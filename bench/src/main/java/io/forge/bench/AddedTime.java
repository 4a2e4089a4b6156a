package io.forge.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Compares how long one client waits for a handler that does nothing, batched and on a worker. */
final class AddedTime implements Part {

    private static final int DIGITS = 3;
    private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int WARM_UP_ROUNDS = 3;
    private static final int TURN = 20;
    private static final int OK = 200;
    private static final int MEDIAN = 50;
    private static final double MOST = 1.3;

    private final int rounds;

    /** The medians of one round, in microseconds. */
    private record Round(double batched, double alone) {}

    AddedTime(int rounds) {
        this.rounds = rounds;
    }

    @Override
    public List<Figure> measure() throws IOException {
        var batched = new ArrayList<Double>();
        var alone = new ArrayList<Double>();
        var ratios = new ArrayList<Double>();
        try (var server = Server.start(Peer.batching());
                var client = Client.connect(server.port())) {
            for (int i = 0; i < WARM_UP_ROUNDS; i++) {
                round(client);
            }
            for (int i = 1; i <= rounds; i++) {
                var round = round(client);
                System.out.printf("round %d: p50 %.1f and %.1f µs%n", i, round.batched, round.alone);
                batched.add(round.batched);
                alone.add(round.alone);
                ratios.add(round.batched / round.alone);
            }
        }
        return List.of(
                Figure.medianAtMost("p50 of one client, batched / on a worker", "%.3f", Spread.of(ratios), MOST)
                        .aimedAt("1.1"),
                Figure.told(
                        "p50 of one client, µs, medians",
                        "%.1f / %.1f"
                                .formatted(
                                        Spread.of(batched).median(),
                                        Spread.of(alone).median())));
    }

    /** The two take turns every few milliseconds, because the machine is faster now and slower then. */
    private static Round round(Client client) throws IOException {
        var batched = new Histogram(DIGITS);
        var alone = new Histogram(DIGITS);
        long start = System.nanoTime();
        while (System.nanoTime() - start < ROUND_NANOS) {
            ask(client, "/instant", batched);
            ask(client, "/instant-one-by-one", alone);
        }
        return new Round(medianMicros(batched), medianMicros(alone));
    }

    private static double medianMicros(Histogram times) {
        return times.getValueAtPercentile(MEDIAN) / 1e3;
    }

    private static void ask(Client client, String path, Histogram times) throws IOException {
        long before = System.nanoTime();
        for (int i = 0; i < TURN; i++) {
            var answer = client.ask(path);
            if (answer.status() != OK) {
                throw new IOException("%s answered %s: %s".formatted(path, answer.status(), answer.body()));
            }
            long now = System.nanoTime();
            times.recordValue(now - before);
            before = now;
        }
    }
}
