package io.forge.bench.study;

import io.forge.bench.Figure;
import io.forge.bench.OpenLoad;
import io.forge.bench.PoissonArrivals;
import io.forge.bench.Probe;
import io.forge.bench.Server;
import io.forge.bench.Spread;
import io.forge.bench.Wrk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Requests at a rate over 100 connections, in turns without any others and beside 9,900 that are kept and idle. */
final class ConnectionsExperiment implements Experiment {

    private static final String TITLE = "Connections";

    private static final int ALL = 10_000;
    private static final int ACTIVE = 100;
    private static final int IDLE = ALL - ACTIVE;
    private static final double PER_SECOND = 5_000;
    private static final double MOST = 2;
    private static final int RAMP_SECONDS = 1;
    private static final int OPEN_SECONDS = 4;

    /** Of a load behind them: XNIO looks at every connection that is ready whenever it closes one. */
    private static final int CLOSE_SECONDS = 3;

    private static final double KIBIBYTE = 1 << 10;
    private static final Wrk WARM_UP = new Wrk(2, ACTIVE, 1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Effort effort;
    private final List<Holder> holders;

    ConnectionsExperiment(Effort effort, List<Participant> participants) {
        this.effort = effort;
        this.holders = participants.stream().map(Holder::new).toList();
    }

    /** A server, and what was measured of it. */
    private static final class Holder {
        private final Participant participant;
        private final List<Double> few = new ArrayList<>();
        private final List<Double> many = new ArrayList<>();
        private Optional<Server> server = Optional.empty();
        private Optional<KeptConnections> idle = Optional.empty();
        private Memory before = new Memory(0, 0);
        private Memory after = new Memory(0, 0);
        private long errors;

        Holder(Participant participant) {
            this.participant = participant;
        }

        Server running() throws IOException {
            return server.orElseThrow(() -> new IOException("%s does not run".formatted(participant.name())));
        }

        /** Of neighbouring rounds. */
        List<Double> ratios() {
            var ratios = new ArrayList<Double>();
            for (int i = 0; i < Math.min(few.size(), many.size()); i++) {
                ratios.add(many.get(i) / few.get(i));
            }
            return ratios;
        }
    }

    /** Bytes of a server. */
    private record Memory(long resident, long live) {

        static Memory of(Server server) throws IOException {
            try (var probe = Probe.attach(server.pid())) {
                long live = probe.heapUsedAfterCollection();
                return new Memory(ProcessWatch.now(server).memory(), live);
            }
        }
    }

    @Override
    public List<Step> steps() {
        var steps = new ArrayList<Step>();
        for (var holder : holders) {
            steps.add(step(holder, "start", 1, () -> holder.server = Optional.of(holder.participant.start())));
            steps.add(step(holder, "warm-up", effort.warmUpSeconds(), () -> warmUp(holder)));
            for (int round = 1; round <= effort.rounds(); round++) {
                String turn = ", round %d of %d".formatted(round, effort.rounds());
                steps.add(send(holder, "%d connections%s".formatted(ACTIVE, turn), holder.few));
                steps.add(step(holder, "opening %,d more%s".formatted(IDLE, turn), OPEN_SECONDS, () -> open(holder)));
                steps.add(send(holder, "%,d connections%s".formatted(ALL, turn), holder.many));
                steps.add(step(holder, "closing them" + turn, 1 + CLOSE_SECONDS, () -> closeIdle(holder)));
            }
            steps.add(step(holder, "end", 0, () -> closeAll(holder)));
        }
        return steps;
    }

    private Step send(Holder holder, String what, List<Double> p99s) {
        int seconds = effort.arrivalSeconds();
        return step(holder, what, RAMP_SECONDS + seconds, () -> p99s.add(send(holder, seconds)));
    }

    private static Step step(Holder holder, String what, int seconds, Step.Action action) {
        return Step.of("%s: %s, %s".formatted(TITLE, holder.participant.name(), what), seconds, action);
    }

    private void warmUp(Holder holder) throws IOException, InterruptedException {
        WARM_UP.lasting(effort.warmUpSeconds()).run(holder.running());
    }

    /** Returns the 99th percentile in milliseconds. */
    private static double send(Holder holder, int seconds) throws IOException, InterruptedException {
        var result = OpenLoad.of(
                        holder.running().port(),
                        "/reverse",
                        OpenLoad.BODY,
                        ACTIVE,
                        PATIENCE,
                        Duration.ofSeconds(seconds))
                .run(new PoissonArrivals(PER_SECOND, 1)::next);
        var nanos = result.tally().latencies();
        holder.errors += result.sent() - nanos.getTotalCount();
        return nanos.getValueAtPercentile(99) / 1e6;
    }

    private static void open(Holder holder) throws IOException {
        boolean first = holder.many.isEmpty(); // Later there is what earlier ones have left.
        if (first) {
            holder.before = Memory.of(holder.running());
        }
        holder.idle = Optional.of(KeptConnections.open(holder.running().port(), IDLE));
        if (first) {
            holder.after = Memory.of(holder.running());
        }
    }

    private static void closeIdle(Holder holder) throws IOException, InterruptedException {
        holder.idle.ifPresent(idle -> {
            holder.errors += idle.failures();
            idle.close();
        });
        holder.idle = Optional.empty();
        WARM_UP.lasting(CLOSE_SECONDS).run(holder.running());
    }

    private static void closeAll(Holder holder) {
        holder.idle.ifPresent(KeptConnections::close);
        holder.idle = Optional.empty();
        holder.server.ifPresent(Server::close);
        holder.server = Optional.empty();
    }

    @Override
    public Section section() {
        var columns = List.of(
                "server",
                "p99 with %d, ms".formatted(ACTIVE),
                "p99 with %,d, ms".formatted(ALL),
                "ratio of neighbouring rounds",
                "resident, KiB per idle connection",
                "live heap, KiB per idle connection",
                "errors");
        var rows = holders.stream().map(ConnectionsExperiment::row).toList();
        return new Section(TITLE, about(), List.of(new Table(columns, rows)), List.of());
    }

    private static String about() {
        return ("%,.0f requests a second over %d connections that are used in turns, in turns without"
                        + " others and beside %,d that were used once and are kept open. An idle connection's memory is how much more is resident"
                        + " with all of them, and how much more of the heap is live, by their number; the kernel's share is in neither."
                        + " Errors are requests without an answer, and idle connections that do not answer another request before they are closed.")
                .formatted(PER_SECOND, ACTIVE, IDLE);
    }

    private static List<String> row(Holder holder) {
        return List.of(
                holder.participant.name(),
                Cells.spread("%.2f", holder.few),
                Cells.spread("%.2f", holder.many),
                Cells.spread("%.2f", holder.ratios()),
                "%.1f".formatted((holder.after.resident - holder.before.resident) / KIBIBYTE / IDLE),
                "%.1f".formatted((holder.after.live - holder.before.live) / KIBIBYTE / IDLE),
                "%,d".formatted(holder.errors));
    }

    @Override
    public List<Figure> bounds() {
        var figures = new ArrayList<Figure>();
        for (var holder : holders) {
            String name = holder.participant.name();
            if (holder.participant.family() == Family.FORGE && !holder.ratios().isEmpty()) {
                figures.add(Figure.none("errors with %,d connections, %s".formatted(ALL, name), holder.errors));
                figures.add(Figure.medianAtMost(
                        "p99 with %,d connections / %d, %s".formatted(ALL, ACTIVE, name),
                        "%.2f",
                        Spread.of(holder.ratios()),
                        MOST));
            }
        }
        return figures;
    }

    @Override
    public void close() {
        holders.forEach(ConnectionsExperiment::closeAll);
    }
}
