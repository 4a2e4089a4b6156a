package io.forge.bench;

import io.forge.bench.ModelLoop.Way;
import io.forge.bench.Wrk.Question;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares how many embeddings clients get with how many the model gives in a loop, beside clients that get as many answers,
 * of which none is computed; and beside nothing. In turns of a second: the machine is at times a third slower, for a second
 * or for a minute, and what is compared has to meet the same.
 */
final class ModelThroughput implements Part {

    private static final Question MINILM = Question.model("minilm");

    private static final int WARM_UP_SECONDS = 30;

    private static final int TURN_SECONDS = 1;

    /** The fewest seconds for each of what is compared. */
    private static final int LEAST_SECONDS = 30;

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
        var load = new Wrk(1, clients, TURN_SECONDS, MINILM);
        try (var server = Server.start(Peer.models())) {
            load.lasting(WARM_UP_SECONDS).run(server);
            long answerMicros = (long) (clients * 1e6 / load.run(server).rate());
            try (var inLoop = loop.start(answerMicros);
                    var inOther = other.start(answerMicros)) {
                return new Turns(load, server, inLoop, inOther).run();
            }
        }
    }

    /** What is compared, one after the other; each turn of a loop is between two of the server. */
    private final class Turns {

        private final Wrk load;
        private final Server server;
        private final ModelLoop inLoop;
        private final ModelLoop inOther;
        private final List<Double> ratios = new ArrayList<>();
        private final List<Double> strict = new ArrayList<>();
        private final List<Double> others = new ArrayList<>();
        private final List<Double> cpu = new ArrayList<>();
        private long failures;
        private double last;

        private Turns(Wrk load, Server server, ModelLoop inLoop, ModelLoop inOther) {
            this.load = load;
            this.server = server;
            this.inLoop = inLoop;
            this.inOther = inOther;
        }

        private List<Figure> run() throws IOException, InterruptedException {
            int rounds = Math.max(LEAST_SECONDS, options.rounds() * options.seconds());
            served();
            for (int round = 1; round <= rounds; round++) {
                double beside = inLoop.itemsPerSecond(TURN_SECONDS, clients);
                ratios.add(servedAround() / beside);
                double alone = inLoop.itemsPerSecond(TURN_SECONDS);
                strict.add(servedAround() / alone);
                others.add(last / inOther.itemsPerSecond(TURN_SECONDS));
                System.out.printf(
                        "round %d of %d: served %,.0f, loop beside clients %,.0f, alone %,.0f items/s%n",
                        round, rounds, last, beside, alone);
            }
            return figures();
        }

        /** Answers a second, of the turn before and the next. */
        private double servedAround() throws IOException, InterruptedException {
            double before = last;
            served();
            return (before + last) / 2;
        }

        private void served() throws IOException, InterruptedException {
            var used = server.cpuTime();
            var result = load.run(server);
            cpu.add(server.cpuTime().minus(used).toNanos() / 1e6 / result.requests());
            failures += result.failures();
            last = result.rate();
        }

        private List<Figure> figures() {
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
}
