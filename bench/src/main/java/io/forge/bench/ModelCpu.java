package io.forge.bench;

import io.forge.bench.Wrk.Question;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Measures what Forge itself needs for an inference: with a model that does all but the arithmetic. */
final class ModelCpu implements Part {

    private static final int CLIENTS = 32;
    private static final int WARM_UP_SECONDS = 10;
    private static final double MOST_MICROS = 80;

    private final Options options;

    ModelCpu(Options options) {
        this.options = options;
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        var stub = Question.model("stub");
        var micros = new ArrayList<Double>();
        long failures = 0;
        try (var server = Server.start(Peer.models())) {
            new Wrk(1, CLIENTS, WARM_UP_SECONDS, stub).run(server);
            for (int round = 1; round <= options.rounds(); round++) {
                var before = server.cpuTime();
                var result = new Wrk(1, CLIENTS, options.seconds(), stub).run(server);
                micros.add(server.cpuTime().minus(before).toNanos() / 1e3 / result.requests());
                failures += result.failures();
            }
        }
        return List.of(
                Figure.medianAtMost(
                                "µs of CPU for an inference without a model", "%.1f", Spread.of(micros), MOST_MICROS)
                        .aimedAt("40"),
                Figure.none("such calls that failed", failures));
    }
}
