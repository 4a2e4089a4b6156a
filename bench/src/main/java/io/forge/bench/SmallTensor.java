package io.forge.bench;

import io.forge.bench.SideBySide.Contender;
import io.forge.bench.Wrk.Question;
import java.io.IOException;
import java.util.List;

/** Compares a tensor of four numbers as JSON with {@code POST /reverse}, both on the event loop. */
final class SmallTensor implements Part {

    private static final int ELEMENTS = 4;
    private static final double MAX_RATIO = 1.6;

    private final Options options;

    SmallTensor(Options options) {
        this.options = options;
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        var rounds = new SideBySide(
                        new Contender(
                                () -> Server.start(Peer.forge("auto").named("tensor")),
                                Question.tensor("/v2/models/echo/infer", "json", ELEMENTS)),
                        new Contender(() -> Server.start(Peer.forge("auto").named("reverse")), Question.REVERSE),
                        options)
                .run();
        return List.of(
                Figure.medianAtMost(
                        "tensor [1,4] as JSON / reverse: CPU per request",
                        "%.3f",
                        rounds.spread(SideBySide.Pair::cpuRatio),
                        MAX_RATIO),
                Figure.none("tensor [1,4] as JSON, rounds with failures", rounds.failures()));
    }
}
