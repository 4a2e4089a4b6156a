package io.forge.bench;

import io.forge.bench.SideBySide.Contender;
import io.forge.bench.Wrk.Question;
import java.io.IOException;
import java.util.List;

/** Compares a tensor of 4 MB that goes in and out as bytes with the same body, given back by a handler of raw bytes. */
final class BinaryTensor implements Part {

    private static final int ELEMENTS = 1_000_000;
    private static final int BODY = Float.BYTES * ELEMENTS;
    private static final int CONNECTIONS = 4;
    private static final double MAX_RATIO = 1.25;
    private static final Question TENSOR = Question.tensor("/v2/models/echo/infer", "binary", ELEMENTS);
    private static final Question RAW = Question.tensor("/raw", "binary", ELEMENTS);

    private final Options options;

    BinaryTensor(Options options) {
        this.options = new Options(options.forks(), options.rounds(), options.seconds(), CONNECTIONS);
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        var rounds = new SideBySide(
                        new Contender(() -> Server.start(Peer.forge("auto").named("tensor")), TENSOR),
                        new Contender(() -> Server.start(Peer.forge("auto").named("raw")), RAW),
                        options)
                .run();
        double more = allocated(TENSOR) - allocated(RAW);
        return List.of(
                Figure.medianAtMost(
                        "tensor of 4 MB / raw: CPU per call",
                        "%.3f",
                        rounds.spread(SideBySide.Pair::cpuRatio),
                        MAX_RATIO),
                Figure.atMost("tensor of 4 MB, bytes allocated above raw", "%,.0f", more, BODY),
                Figure.none("tensor of 4 MB, rounds with failures", rounds.failures()));
    }

    private double allocated(Question question) throws IOException, InterruptedException {
        try (var server = Server.start(Peer.forge("auto"));
                var probe = Probe.attach(server.pid())) {
            var load = new Wrk(2, CONNECTIONS, options.seconds(), question);
            load.run(server);
            long before = probe.allocatedBytes();
            var result = load.run(server);
            return (double) (probe.allocatedBytes() - before) / result.requests();
        }
    }
}
