package io.forge.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Compares how long one client waits for a handler that does nothing, batched and on a worker. */
final class AddedTime implements Part {

    private static final int DIGITS = 3;
    private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int WARM_UP_ROUNDS = 3;
    private static final int MEDIAN = 50;
    private static final double MOST = 1.3;

    private final int rounds;

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
            for (int round = 1 - WARM_UP_ROUNDS; round <= rounds; round++) {
                double one = medianMicros(client, "/instant");
                double other = medianMicros(client, "/instant-one-by-one");
                if (round < 1) {
                    continue;
                }
                System.out.printf("round %d: p50 %.1f and %.1f µs%n", round, one, other);
                batched.add(one);
                alone.add(other);
                ratios.add(one / other);
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

    private static double medianMicros(Client client, String path) throws IOException {
        var times = new Histogram(DIGITS);
        long start = System.nanoTime();
        long now = start;
        while (now - start < ROUND_NANOS) {
            var answer = client.ask(path);
            if (answer.status() != 200) {
                throw new IOException("%s answered %s: %s".formatted(path, answer.status(), answer.body()));
            }
            long then = System.nanoTime();
            times.recordValue(then - now);
            now = then;
        }
        return times.getValueAtPercentile(MEDIAN) / 1e3;
    }
}
