package io.forge.bench;

import io.forge.bench.SideBySide.Contender;
import io.forge.bench.Wrk.Question;
import java.io.IOException;
import java.util.List;

/** Compares two kinds of small requests, both on the event loop. */
final class SmallTensor implements Part {

    private static final int ELEMENTS = 4;
    private final String what;
    private final Question one;
    private final Question other;
    private final double maxRatio;
    private final Options options;

    private SmallTensor(String what, Question one, Question other, double maxRatio, Options options) {
        this.what = what;
        this.one = one;
        this.other = other;
        this.maxRatio = maxRatio;
        this.options = options;
    }

    /** A tensor of four numbers as JSON, and {@code POST /reverse}. */
    static SmallTensor beside(Options options) {
        return new SmallTensor(
                "tensor [1,4] as JSON / reverse",
                Question.tensor("/v2/models/echo/infer", "json", ELEMENTS),
                Question.REVERSE,
                1.6,
                options);
    }

    /** A record of four numbers as tensors, and as plain JSON. */
    static SmallTensor ofRecord(Options options) {
        return new SmallTensor(
                "record of four floats, /v2 / plain JSON",
                Question.tensor("/v2/models/record/infer", "record", ELEMENTS),
                Question.tensor("/record", "plain", ELEMENTS),
                1.5,
                options);
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        var rounds = new SideBySide(
                        new Contender(() -> Server.start(Peer.forge("auto").named("tensors")), one),
                        new Contender(() -> Server.start(Peer.forge("auto").named("JSON")), other),
                        options)
                .run();
        return List.of(
                Figure.medianAtMost(
                        what + ": CPU per request", "%.3f", rounds.spread(SideBySide.Pair::cpuRatio), maxRatio),
                Figure.none(what + ", rounds with failures", rounds.failures()));
    }
}
