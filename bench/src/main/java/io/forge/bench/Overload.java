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
import java.util.concurrent.TimeUnit;

/** Measures how much is answered in time while a part, or a multiple, of the capacity arrives; and draws it. */
final class Overload implements Part {

    private static final Path PLOT = Path.of("target", "goodput.svg");
    private static final List<Double> LOADS = List.of(0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0);
    private static final double TWICE = 2;
    private static final double TEN_TIMES = 10;
    private static final long SEED = 1;

    private static final Duration DEADLINE = Duration.ofMillis(300);
    private static final int CLIENTS = 64;
    private static final int WARM_UP_SECONDS = 3;
    private static final int CAPACITY_SECONDS = 4;

    /** What is judged is counted for longer than what is only drawn. */
    private static final int JUDGED = 5;

    /** A generator that is later than this for more than one request in a hundred does not keep its schedule. */
    private static final double MAX_LAG_MILLIS = 5;

    private static final int PATIENCE_SECONDS = 30;

    private final Duration counted;

    /** Each load is counted for so many seconds, those that are judged five times as long. */
    Overload(int seconds) {
        this.counted = Duration.ofSeconds(seconds);
    }

    @Override
    public List<Figure> measure() throws Exception {
        var figures = new ArrayList<Figure>();
        var plot = new ArrayList<Series>();
        try (var server = Server.start(Peer.batching());
                var control = Client.connect(server.port())) {
            double capacity = capacity(server);
            figures.add(Figure.told(
                    "capacity, requests/s (allowed by the costs: %.1f)".formatted(BatchingServer.HEAVY.capacity()),
                    "%.1f".formatted(capacity)));
            plot.add(forge(server, control, capacity, figures));
            plot.add(other("first in, first out", "/heavy-in-order", server, control, capacity));
            plot.add(other("no batches", "/heavy-one-by-one", server, control, capacity));
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

    private Series forge(Server server, Client control, double capacity, List<Figure> figures) throws Exception {
        var points = new ArrayList<Point>();
        for (double load : LOADS) {
            takeRefusals(control);
            takeOvershoots(control);
            var before = totals(control);
            boolean judged = load == TWICE || load == TEN_TIMES;
            var result =
                    run("Forge", "/heavy", server, load, capacity, judged ? counted.multipliedBy(JUDGED) : counted);
            points.add(point(result, capacity));
            if (load == TWICE) {
                figures.addAll(atTwice(result, capacity, totals(control).since(before), takeOvershoots(control)));
            }
            if (load == TEN_TIMES) {
                figures.addAll(atTenTimes(result, capacity, takeRefusals(control), takeOvershoots(control)));
            }
            settle(control, "/heavy");
        }
        return new Series("Forge", points);
    }

    private Series other(String name, String path, Server server, Client control, double capacity) throws Exception {
        var points = new ArrayList<Point>();
        for (double load : LOADS) {
            points.add(point(run(name, path, server, load, capacity, counted), capacity));
            settle(control, path);
        }
        return new Series(name, points);
    }

    private static OpenLoad.Result run(
            String name, String path, Server server, double load, double capacity, Duration time) throws Exception {
        var result = new OpenLoad(server.port(), path, DEADLINE, time).run(new PoissonArrivals(load * capacity, SEED));
        double lag = millis(result.lags().getValueAtPercentile(99));
        System.out.println(line(name, load, result, capacity));
        if (lag > MAX_LAG_MILLIS) {
            System.out.printf("The load did NOT keep its schedule: 1 %% was sent more than %.1f ms late%n", lag);
        }
        if (result.broken() > 0) {
            System.out.printf("%d requests could not be sent or were not answered%n", result.broken());
        }
        return result;
    }

    private static String line(String name, double load, OpenLoad.Result result, double capacity) {
        var tally = result.tally();
        return "%-18s at %5.2f: goodput %.3f, p50 %5.1f ms, p99 %5.1f ms, sent %,d, rejected %,d, late %.5f: %,d answers, %,d expired"
                .formatted(
                        name,
                        load,
                        tally.goodPerSecond() / capacity,
                        millis(tally.latencies().getValueAtPercentile(50)),
                        millis(tally.latencies().getValueAtPercentile(99)),
                        result.sent(),
                        tally.refused(),
                        result.lateShare(),
                        tally.slow(),
                        tally.expired());
    }

    private static Figure split(OpenLoad.Result result) {
        return Figure.told(
                "of those, answered late / expired in the server",
                "%,d / %,d".formatted(result.tally().slow(), result.tally().expired()));
    }

    private static Figure told(Overshoots.Summary overshoots) {
        return Figure.told(
                "batches took longer than they ask for by: p50, p99, max",
                "%.2f ms, %.2f ms, %.1f ms"
                        .formatted(
                                overshoots.medianMicros() / 1e3,
                                overshoots.highMicros() / 1e3,
                                overshoots.maxMicros() / 1e3));
    }

    private static List<Figure> atTwice(
            OpenLoad.Result result, double capacity, BatchTotals totals, Overshoots.Summary overshoots) {
        return List.of(
                Figure.atLeast(
                                "goodput at twice the capacity",
                                "%.3f",
                                result.tally().goodPerSecond() / capacity,
                                0.9)
                        .aimedAt("0.970"),
                Figure.atMost("late at twice the capacity, of those not rejected", "%.5f", result.lateShare(), 0.005)
                        .aimedAt("0.001"),
                Figure.told(
                        "of those, answered late / expired in the server",
                        "%,d / %,d"
                                .formatted(result.tally().slow(), result.tally().expired())),
                Figure.told("calls of a batch at twice the capacity, mean", "%.2f".formatted(totals.meanSize())));
    }

    private static List<Figure> atTenTimes(
            OpenLoad.Result result, double capacity, RefusalTimes.Summary refusals, Overshoots.Summary overshoots) {
        return List.of(
                Figure.atLeast(
                                "goodput at ten times the capacity",
                                "%.3f",
                                result.tally().goodPerSecond() / capacity,
                                0.85)
                        .aimedAt("0.950"),
                Figure.told("late at ten times, of those not rejected", "%.5f".formatted(result.lateShare())),
                Figure.told(
                        "of those, answered late / expired in the server",
                        "%,d / %,d"
                                .formatted(result.tally().slow(), result.tally().expired())),
                Figure.atLeast(
                                "rejected within %d ms at ten times, in the server"
                                        .formatted(BatchingServer.PROMPT.toMillis()),
                                "%.5f",
                                (double) refusals.prompt() / refusals.count(),
                                0.99)
                        .aimedAt("all"),
                Figure.told(
                        "rejected at ten times: number, p50, max",
                        "%,d, %.2f ms, %.1f ms"
                                .formatted(
                                        refusals.count(), refusals.medianMicros() / 1e3, refusals.maxMicros() / 1e3)),
                Figure.told(
                        "sent later than planned at ten times: p50, p99, max",
                        "%.2f ms, %.2f ms, %.1f ms"
                                .formatted(
                                        millis(result.lags().getValueAtPercentile(50)),
                                        millis(result.lags().getValueAtPercentile(99)),
                                        millis(result.lags().getMaxValue()))));
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private static RefusalTimes.Summary takeRefusals(Client control) throws IOException {
        return RefusalTimes.Summary.parse(control.ask("/refusals").body());
    }

    private static Overshoots.Summary takeOvershoots(Client control) throws IOException {
        return Overshoots.Summary.parse(control.ask("/overshoots").body());
    }

    private static BatchTotals totals(Client control) throws IOException {
        return BatchTotals.parse(control.ask("/heavy-totals").body());
    }

    private static Point point(OpenLoad.Result result, double capacity) {
        return new Point(result.offered() / capacity, result.tally().goodPerSecond() / capacity);
    }

    /** Returns when nothing is queued any more: a call that comes alone is answered at once. */
    private static void settle(Client control, String path) throws IOException {
        long alone = 2 * BatchingServer.HEAVY.time().of(1).toNanos();
        long start = System.nanoTime();
        long now = start;
        while (now - start < TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
            int status = control.ask(path).status();
            long then = System.nanoTime();
            if (status == 200 && then - now <= alone) {
                return;
            }
            now = then;
        }
        throw new IOException("%s is still busy %d s after its load".formatted(path, PATIENCE_SECONDS));
    }
}
