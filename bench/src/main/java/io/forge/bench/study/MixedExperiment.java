package io.forge.bench.study;

import io.forge.bench.Figure;
import io.forge.bench.OpenLoad;
import io.forge.bench.PoissonArrivals;
import io.forge.bench.Server;
import io.forge.bench.Spread;
import io.forge.bench.Wrk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** Light requests at a rate, alone and with one heavy request among a hundred, to one server in turns. */
final class MixedExperiment implements Experiment {

    private static final String TITLE = "Mixed";

    private static final double PER_SECOND = 2_000;
    private static final double HEAVY_PER_SECOND = PER_SECOND / 100;
    private static final double MOST = 1.5;
    private static final int LEAD_SECONDS = 3;
    private static final int RAMP_SECONDS = 1;
    private static final int START_SECONDS = 1;
    private static final int CONNECTIONS = 100;
    private static final Wrk WARM_UP = new Wrk(2, CONNECTIONS, 1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final double P99 = 99;

    private final Effort effort;
    private final List<Mixture> subjects;

    MixedExperiment(Effort effort, List<Participant> participants) {
        this.effort = effort;
        this.subjects = participants.stream().map(Mixture::new).toList();
    }

    /** The light requests of one round. */
    private record Light(double median, double p99, long errors) {

        static Light of(OpenLoad.Result result) {
            var nanos = result.tally().latencies();
            return new Light(
                    nanos.getValueAtPercentile(50) / 1e6,
                    nanos.getValueAtPercentile(P99) / 1e6,
                    result.sent() - nanos.getTotalCount());
        }
    }

    /** A server, and its rounds with and without sleepers. */
    private static final class Mixture {
        private final Participant participant;
        private final List<Light> alone = new ArrayList<>();
        private final List<Light> mixed = new ArrayList<>();
        private Optional<Server> server = Optional.empty();
        private long heavyErrors;

        Mixture(Participant participant) {
            this.participant = participant;
        }

        Server running() throws IOException {
            return server.orElseThrow(() -> new IOException("%s does not run".formatted(participant.name())));
        }

        List<Double> ratios() {
            var ratios = new ArrayList<Double>();
            for (int i = 0; i < Math.min(alone.size(), mixed.size()); i++) {
                ratios.add(mixed.get(i).p99 / alone.get(i).p99);
            }
            return ratios;
        }

        long errors() {
            return heavyErrors
                    + alone.stream().mapToLong(Light::errors).sum()
                    + mixed.stream().mapToLong(Light::errors).sum();
        }
    }

    @Override
    public List<Step> steps() {
        var steps = new ArrayList<Step>();
        for (var subject : subjects) {
            steps.add(step(
                    subject, "start", START_SECONDS, () -> subject.server = Optional.of(subject.participant.start())));
            steps.add(step(subject, "warm-up", effort.warmUpSeconds(), () -> warmUp(subject)));
            for (int round = 1; round <= effort.rounds(); round++) {
                String turn = ", round %d of %d".formatted(round, effort.rounds());
                steps.add(step(
                        subject,
                        "light alone" + turn,
                        RAMP_SECONDS + effort.arrivalSeconds(),
                        () -> loadAlone(subject)));
                steps.add(step(
                        subject,
                        "light with heavy" + turn,
                        2 * LEAD_SECONDS + RAMP_SECONDS + effort.arrivalSeconds(),
                        () -> loadMixed(subject)));
            }
            steps.add(step(subject, "end", 0, () -> end(subject)));
        }
        return steps;
    }

    private static Step step(Mixture subject, String what, int seconds, Step.Action action) {
        return Step.of("%s: %s, %s".formatted(TITLE, subject.participant.name(), what), seconds, action);
    }

    private void warmUp(Mixture subject) throws IOException, InterruptedException {
        WARM_UP.lasting(effort.warmUpSeconds()).run(subject.running());
        heavy(subject, Duration.ofSeconds(1));
    }

    private void loadAlone(Mixture subject) throws IOException, InterruptedException {
        subject.alone.add(Light.of(light(subject, Duration.ofSeconds(effort.arrivalSeconds()))));
    }

    private void loadMixed(Mixture subject) throws IOException, InterruptedException {
        var counted = Duration.ofSeconds(effort.arrivalSeconds());
        var heavy = CompletableFuture.supplyAsync(() -> {
            try {
                return heavy(subject, counted.plusSeconds(LEAD_SECONDS));
            } catch (IOException e) {
                throw new CompletionException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CompletionException(e);
            }
        });
        TimeUnit.SECONDS.sleep(LEAD_SECONDS); // From then on as many sleep as ever will.
        subject.mixed.add(Light.of(light(subject, counted)));
        var result = heavy.join();
        subject.heavyErrors += result.sent() - result.tally().latencies().getTotalCount();
    }

    private static OpenLoad.Result light(Mixture subject, Duration counted) throws IOException, InterruptedException {
        return send(subject, "/reverse", PER_SECOND, counted);
    }

    private static OpenLoad.Result heavy(Mixture subject, Duration counted) throws IOException, InterruptedException {
        return send(subject, "/sleep", HEAVY_PER_SECOND, counted);
    }

    private static OpenLoad.Result send(Mixture subject, String path, double perSecond, Duration counted)
            throws IOException, InterruptedException {
        int port = subject.running().port();
        return OpenLoad.of(port, path, OpenLoad.BODY, CONNECTIONS, PATIENCE, counted)
                .run(new PoissonArrivals(perSecond, 1)::next);
    }

    private static void end(Mixture subject) {
        subject.server.ifPresent(Server::close);
        subject.server = Optional.empty();
    }

    @Override
    public Section section() {
        var columns = List.of(
                "server",
                "p50 alone, ms",
                "p50 mixed, ms",
                "p99 alone, ms",
                "p99 mixed, ms",
                "p99 mixed / alone",
                "errors");
        var rows = subjects.stream().map(MixedExperiment::row).toList();
        return new Section(TITLE, about(), List.of(new Table(columns, rows)), List.of());
    }

    private static String about() {
        return ("%,.0f light requests a second, alone and with one heavy request (3 s) for every hundred of"
                        + " them, in the same server in turns. What sleeps should not be felt by what does not.")
                .formatted(PER_SECOND);
    }

    private static List<String> row(Mixture subject) {
        return List.of(
                subject.participant.name(),
                Cells.median("%.2f", figures(subject.alone, Light::median)),
                Cells.median("%.2f", figures(subject.mixed, Light::median)),
                Cells.spread("%.2f", figures(subject.alone, Light::p99)),
                Cells.spread("%.2f", figures(subject.mixed, Light::p99)),
                Cells.spread("%.2f", subject.ratios()),
                "%,d".formatted(subject.errors()));
    }

    private static List<Double> figures(List<Light> rounds, ToDoubleFunction<Light> figure) {
        return rounds.stream().mapToDouble(figure).boxed().toList();
    }

    @Override
    public List<Figure> bounds() {
        return subjects.stream()
                .filter(subject -> subject.participant.name().equals(Participants.FORGE_VIRTUAL))
                .filter(subject -> !subject.ratios().isEmpty())
                .map(subject -> Figure.medianAtMost(
                                "p99 of light requests with 1 % sleepers / alone, Forge virtual",
                                "%.2f", Spread.of(subject.ratios()), MOST)
                        .aimedAt("1.1"))
                .toList();
    }

    @Override
    public void close() {
        subjects.forEach(MixedExperiment::end);
    }
}
