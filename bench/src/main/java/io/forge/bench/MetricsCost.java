package io.forge.bench;

import java.io.IOException;
import java.util.List;

/** Compares the CPU time of a request on the event loop with metrics, as is the default, and without. */
final class MetricsCost implements Part {

    private static final double MOST = 1.03;

    private final Options options;

    MetricsCost(Options options) {
        this.options = options;
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        var rounds = new SideBySide(
                        () -> Server.start(Peer.operations(true).named("metrics")),
                        () -> Server.start(Peer.operations(false).named("no metrics")),
                        options)
                .run();
        return List.of(
                Figure.medianAtMost(
                        "CPU time per request, metrics on / off",
                        "%.3f",
                        rounds.spread(SideBySide.Pair::cpuRatio),
                        MOST),
                Figure.none("rounds with a failed request", rounds.failures()));
    }
}
