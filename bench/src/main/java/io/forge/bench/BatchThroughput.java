package io.forge.bench;

import io.forge.bench.Wrk.Question;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Compares how many calls a model answers in batches and one by one, while each client sends the next when it has its answer. */
final class BatchThroughput implements Part {

    private static final int CLIENTS = 64;
    private static final int WARM_UP_SECONDS = 3;
    private static final double LEAST_RATIO = 10;
    private static final double SHARE_AIMED_AT = 0.95;

    private final Options options;

    BatchThroughput(Options options) {
        this.options = options;
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        var batched = new Wrk(1, CLIENTS, options.seconds(), Question.at("/wide"));
        var oneByOne = batched.asking(Question.at("/wide-one-by-one"));
        var rates = new ArrayList<Double>();
        var ratios = new ArrayList<Double>();
        var sizes = new ArrayList<Double>();
        double withTwice;
        long failures = 0;
        try (var server = Server.start(Peer.batching());
                var control = BatchingControl.of(server)) {
            new Wrk(1, CLIENTS, WARM_UP_SECONDS, Question.at("/wide")).run(server);
            for (int round = 1; round <= options.rounds(); round++) {
                var before = control.totals("/wide");
                var many = batched.run(server);
                sizes.add(control.totals("/wide").since(before).meanSize());
                var one = oneByOne.run(server);
                System.out.printf("round %d: %,.0f and %,.0f requests/s%n", round, many.rate(), one.rate());
                rates.add(many.rate());
                ratios.add(many.rate() / one.rate());
                failures += many.failures() + one.failures();
            }
            var twice = new Wrk(1, 2 * CLIENTS, options.seconds(), batched.question()).run(server);
            withTwice = twice.rate();
            failures += twice.failures();
        }
        double allowed = BatchingServer.WIDE.capacity();
        double alone = BatchingServer.WIDE.time().capacity(1);
        return List.of(
                Figure.medianAtLeast("requests/s, batched / one by one", "%.1f", Spread.of(ratios), LEAST_RATIO)
                        .aimedAt("%.1f".formatted(SHARE_AIMED_AT * allowed / alone)),
                Figure.told(
                        "batched, in parts of what full batches allow",
                        "%.3f".formatted(Spread.of(rates).median() / allowed)),
                Figure.told(
                        "calls of a batch, mean",
                        "%.1f".formatted(Spread.of(sizes).median())),
                Figure.told("with twice the clients, in the same parts", "%.3f".formatted(withTwice / allowed)),
                Figure.none("calls that failed", failures));
    }
}
