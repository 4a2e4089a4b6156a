package io.forge.bench;

import io.forge.bench.GoodputPlot.Point;
import io.forge.bench.GoodputPlot.Series;
import io.forge.bench.Wrk.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Measures how much is answered in time while a part, or a multiple, of the capacity arrives; draws it. */
final class Overload implements Part {

    private static final Path PLOT = Path.of("target", "goodput.svg");
    private static final List<Double> LOADS = List.of(0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0);
    private static final double TWICE = 2;
    private static final double TEN_TIMES = 10;
    private static final long SEED = 1;

    private static final Duration DEADLINE = Duration.ofMillis(300);

    /** What a call takes that comes alone, with as much again for the machine. */
    private static final Duration ALONE = BatchingServer.HEAVY.time().of(1).multipliedBy(2);

    private static final int CLIENTS = 64;
    private static final int WARM_UP_SECONDS = 3;
    private static final int CAPACITY_SECONDS = 4;

    /** What is judged is counted for longer than what is only drawn. */
    private static final int JUDGED = 5;

    /** A load that is later than this with more than one request in a hundred does not keep its schedule. */
    private static final double MAX_LAG_MILLIS = 5;

    private final Duration counted;

    /** Each load is counted for so many seconds, those that are judged five times as long. */
    Overload(int seconds) {
        this.counted = Duration.ofSeconds(seconds);
    }

    /**
     * What is loaded.
     *
     * @param name what it is called in the plot
     * @param path where its handler is
     */
    private record Target(String name, String path, Server server, BatchingControl control, double capacity) {}

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        var figures = new ArrayList<Figure>();
        var plot = new ArrayList<Series>();
        try (var server = Server.start(Peer.batching());
                var control = BatchingControl.of(server)) {
            double capacity = capacity(server);
            figures.add(Figure.told(
                    "capacity, requests/s (allowed by the costs: %.1f)".formatted(BatchingServer.HEAVY.capacity()),
                    "%.1f".formatted(capacity)));
            plot.add(forge(new Target("Forge", "/heavy", server, control, capacity), figures));
            plot.add(other(new Target("first in, first out", "/heavy-in-order", server, control, capacity)));
            plot.add(other(new Target("no batches", "/heavy-one-by-one", server, control, capacity)));
        }
        Files.writeString(PLOT, new GoodputPlot(plot).svg());
        System.out.printf("Goodput is drawn in bench/%s%n", PLOT);
        return figures;
    }

    private static double capacity(Server server) throws IOException, InterruptedException {
        new Wrk(1, CLIENTS, WARM_UP_SECONDS, Question.at("/heavy")).run(server);
        var result = new Wrk(1, CLIENTS, CAPACITY_SECONDS, Question.at("/heavy")).run(server);
        if (!result.isClean()) {
            throw new IOException("The capacity cannot be measured: %s".formatted(result.errors()));
        }
        return result.rate();
    }

    private Series forge(Target target, List<Figure> figures) throws IOException, InterruptedException {
        var points = new ArrayList<Point>();
        for (double load : LOADS) {
            if (load == TWICE) {
                var judged = judged(target, load);
                figures.addAll(judged.atTwice());
                points.add(point(judged.result(), target));
            } else if (load == TEN_TIMES) {
                var judged = judged(target, load);
                figures.addAll(judged.atTenTimes());
                points.add(point(judged.result(), target));
            } else {
                points.add(point(run(target, load, counted), target));
            }
        }
        return new Series(target.name, points);
    }

    private Series other(Target target) throws IOException, InterruptedException {
        var points = new ArrayList<Point>();
        for (double load : LOADS) {
            points.add(point(run(target, load, counted), target));
        }
        return new Series(target.name, points);
    }

    private OverloadFigures judged(Target target, double load) throws IOException, InterruptedException {
        var control = target.control;
        control.takeRefusals();
        control.takeOvershoots();
        var before = control.totals(target.path);
        var result = run(target, load, counted.multipliedBy(JUDGED));
        return new OverloadFigures(
                result,
                target.capacity,
                control.totals(target.path).since(before),
                control.takeRefusals(),
                control.takeOvershoots());
    }

    private static OpenLoad.Result run(Target target, double load, Duration counted)
            throws IOException, InterruptedException {
        var result = OpenLoad.withDeadlines(target.server.port(), target.path, DEADLINE, counted)
                .run(new PoissonArrivals(load * target.capacity, SEED)::next);
        print(target, load, result);
        target.control.awaitIdle(target.path, ALONE);
        return result;
    }

    private static void print(Target target, double load, OpenLoad.Result result) {
        var tally = result.tally();
        System.out.printf(
                "%-19s at %5.2f: goodput %.3f; sent %,d, rejected %,d, late %,d (%,d expired); answered: %s%n",
                target.name,
                load,
                tally.goodPerSecond() / target.capacity,
                result.sent(),
                tally.refused(),
                result.late(),
                tally.expired(),
                times(tally.latencies()));
        double lag = millis(result.lags().getValueAtPercentile(99));
        if (lag > MAX_LAG_MILLIS) {
            System.out.printf("The load did NOT keep its schedule: 1 %% was sent more than %.1f ms late%n", lag);
        }
        if (result.broken() > 0) {
            System.out.printf("%d requests could not be sent or were not answered%n", result.broken());
        }
    }

    private static String times(Histogram latencies) {
        return latencies.getTotalCount() == 0
                ? "none"
                : "p50 %.1f ms, p99 %.1f ms"
                        .formatted(
                                millis(latencies.getValueAtPercentile(50)), millis(latencies.getValueAtPercentile(99)));
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private static Point point(OpenLoad.Result result, Target target) {
        return new Point(result.offered() / target.capacity, result.tally().goodPerSecond() / target.capacity);
    }
}
