package io.forge.bench.study;

import io.forge.bench.OpenLoad;
import io.forge.bench.PoissonArrivals;
import io.forge.bench.Server;
import io.forge.bench.Spread;
import io.forge.bench.WarmUp;
import io.forge.bench.Wrk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** A participant under one load, and what was measured of it. */
final class Subject implements AutoCloseable {

    private static final long SEED = 1;

    /** A server that is loaded with more than half of what it can do has queues that grow by chance. */
    private static final double SUSTAINABLE = 0.5;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Participant participant;
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> cpuMicros = new ArrayList<>();
    private Optional<Server> server = Optional.empty();
    private Optional<Latencies> latencies = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private long errors;
    private long peakMemory;
    private long peakThreads;

    Subject(Participant participant) {
        this.participant = participant;
    }

    /**
     * How long answers took from when they were due.
     *
     * @param perSecond requests that came
     * @param nanos of the answers
     */
    record Latencies(double perSecond, Histogram nanos) {

        double millisAt(double percentile) {
            return nanos.getValueAtPercentile(percentile) / 1e6;
        }

        double maxMillis() {
            return nanos.getMaxValue() / 1e6;
        }
    }

    private interface Measure {
        void of(Server server) throws IOException, InterruptedException;
    }

    /** Starts the server, again if it has been closed. */
    void start() {
        try {
            server = Optional.of(participant.start());
        } catch (IOException e) {
            fail(e);
        }
    }

    void warmUp(Wrk load, Effort effort) throws InterruptedException {
        measure(running -> {
            if (effort.isWarmUntilSteady()) {
                new WarmUp(load.connections(), load.question()).run(running);
            } else {
                load.lasting(effort.warmUpSeconds()).run(running);
            }
        });
    }

    /** Loads it as much as it answers. */
    void load(Wrk load) throws InterruptedException {
        measure(running -> {
            try (var watch = ProcessWatch.of(running)) {
                var before = running.cpuTime();
                var result = load.run(running);
                var used = running.cpuTime().minus(before);
                rates.add(result.rate());
                cpuMicros.add(used.toNanos() / 1e3 / Math.max(1, result.requests()));
                errors += result.failures();
                keep(watch);
            }
        });
    }

    /** Sends it requests at a rate, or at half of what it can do, whichever is less. */
    void sendAtRate(double perSecond, String body, Duration counted) throws InterruptedException {
        measure(running -> {
            double rate = Math.min(perSecond, SUSTAINABLE * Spread.of(rates).median());
            try (var watch = ProcessWatch.of(running)) {
                var result = OpenLoad.of(running.port(), "/reverse", body, 0, PATIENCE, counted)
                        .run(new PoissonArrivals(rate, SEED)::next);
                errors += result.sent() - result.tally().latencies().getTotalCount();
                latencies = Optional.of(new Latencies(rate, result.tally().latencies()));
                keep(watch);
            }
        });
    }

    private void keep(ProcessWatch watch) {
        peakMemory = Math.max(peakMemory, watch.peak(ProcessWatch.Sample::memory));
        peakThreads = Math.max(peakThreads, watch.peak(ProcessWatch.Sample::threads));
    }

    private void measure(Measure measure) throws InterruptedException {
        if (failure.isPresent() || server.isEmpty()) {
            return;
        }
        try {
            measure.of(server.get());
        } catch (IOException | IllegalStateException e) {
            fail(e);
        }
    }

    private void fail(Exception e) {
        failure = Optional.of(String.valueOf(e.getMessage()));
        System.out.printf("%s: %s%n", participant.name(), e.getMessage());
    }

    Participant participant() {
        return participant;
    }

    /** What kept it from being measured. */
    Optional<String> failure() {
        return failure;
    }

    /** Requests a second, of all rounds. */
    Optional<Spread> rates() {
        return spread(rates);
    }

    /** CPU time per request, in microseconds, of all rounds. */
    Optional<Spread> cpuMicros() {
        return spread(cpuMicros);
    }

    /** CPU time per request by that of another, round by round. */
    Optional<Spread> cpuAgainst(Subject other) {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < Math.min(cpuMicros.size(), other.cpuMicros.size()); i++) {
            ratios.add(cpuMicros.get(i) / other.cpuMicros.get(i));
        }
        return spread(ratios);
    }

    private static Optional<Spread> spread(List<Double> figures) {
        return figures.isEmpty() ? Optional.empty() : Optional.of(Spread.of(figures));
    }

    Optional<Latencies> latencies() {
        return latencies;
    }

    /** Requests that had no answer that is 2xx. */
    long errors() {
        return errors;
    }

    /** Resident, in bytes; 0 where the system does not tell. */
    long peakMemory() {
        return peakMemory;
    }

    /** Of all processes; 0 where the system does not tell. */
    long peakThreads() {
        return peakThreads;
    }

    @Override
    public void close() {
        server.ifPresent(Server::close);
        server = Optional.empty();
    }
}
