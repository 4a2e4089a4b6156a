package io.forge.bench;

import io.forge.bench.ModelLoop.Way;
import io.forge.bench.Wrk.Question;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares how many embeddings clients get with how many the model gives in a loop, beside clients that get as many answers,
 * of which none is computed; and beside nothing.
 */
final class ModelThroughput implements Part {

    private static final Question MINILM = Question.model("minilm");

    /** The compiler of the JVM is done by then. */
    private static final int WARM_UP_SECONDS = 30;

    private static final int LEAST_SECONDS = 5;

    private final String what;
    private final int clients;
    private final Way loop;
    private final Way other;
    private final double least;
    private final String aim;
    private final Options options;

    private ModelThroughput(String what, int clients, Way loop, Way other, double least, String aim, Options options) {
        this.what = what;
        this.clients = clients;
        this.loop = loop;
        this.other = other;
        this.least = least;
        this.aim = aim;
        this.options = options;
    }

    /** Of 32 clients, each of which sends the next sentence when it has its answer. */
    static ModelThroughput ofMany(Options options) {
        return new ModelThroughput("32 clients", 32, new Way(2, 16, 1), new Way(1, 16, 2), 0.85, "0.95", options);
    }

    /** Of one client. */
    static ModelThroughput ofOne(Options options) {
        return new ModelThroughput("1 client", 1, new Way(1, 1, 1), new Way(1, 1, 2), 0.88, "0.92", options);
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        int seconds = Math.max(LEAST_SECONDS, options.seconds());
        var load = new Wrk(1, clients, seconds, MINILM);
        var ratios = new ArrayList<Double>();
        var strict = new ArrayList<Double>();
        var others = new ArrayList<Double>();
        var cpu = new ArrayList<Double>();
        long failures = 0;
        try (var server = Server.start(Peer.models())) {
            new Wrk(1, clients, WARM_UP_SECONDS, MINILM).run(server);
            for (int round = 1; round <= options.rounds(); round++) {
                var used = server.cpuTime();
                var first = load.run(server);
                cpu.add(server.cpuTime().minus(used).toNanos() / 1e6 / first.requests());
                // In the middle, so that a drift of the machine does not favour one.
                double beside = loop.itemsPerSecond(seconds, clients, first.rate());
                double alone = loop.itemsPerSecond(seconds);
                var second = load.run(server);
                double served = (first.rate() + second.rate()) / 2;
                ratios.add(served / beside);
                strict.add(served / alone);
                others.add(served / other.itemsPerSecond(seconds));
                failures += first.failures() + second.failures();
                System.out.printf(
                        "round %d: served %,.0f and %,.0f, loop beside clients %,.0f, alone %,.0f items/s%n",
                        round, first.rate(), second.rate(), beside, alone);
            }
        }
        return List.of(
                Figure.medianAtLeast(what + ", served / loop", "%.3f", Spread.of(ratios), least)
                        .aimedAt(aim),
                Figure.told(
                        "%s, served / loop without clients beside it".formatted(what),
                        "median " + Spread.of(strict).in("%.3f")),
                Figure.told(
                        "%s, served / loop of one caller with 2 threads".formatted(what),
                        "median " + Spread.of(others).in("%.3f")),
                Figure.told(
                        "%s, ms of CPU for each, the model's with it".formatted(what),
                        "median " + Spread.of(cpu).in("%.3f")),
                Figure.none(what + ", calls that failed", failures));
    }
}
