package io.forge.bench.study;

import io.forge.bench.Server;
import io.forge.bench.Spread;
import io.forge.bench.Wrk;
import io.forge.bench.Wrk.Question;
import io.forge.bench.study.ProcessWatch.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Servers whose code waits 3 s for each answer, asked by 1,000 clients at once, one server after the other. */
final class HeavyExperiment implements Experiment {

    private static final String TITLE = "Heavy";

    private static final int CONNECTIONS = 1_000;
    private static final int SLEEP_SECONDS = 3;
    private static final int WRK_THREADS = 2;
    private static final int PATIENCE_SECONDS = 60;
    private static final int START_SECONDS = 4;
    private static final double MEBIBYTE = 1 << 20;

    /** So that what is loaded and linked once is not counted. */
    private static final Wrk WARM_UP = new Wrk(WRK_THREADS, 100, 2);

    private final int seconds;
    private final List<Run> runs;

    /** Each for so many seconds. */
    HeavyExperiment(int seconds, List<Participant> participants) {
        this.seconds = seconds;
        this.runs = participants.stream().map(Run::new).toList();
    }

    /** What came of one server. */
    private static final class Run {
        private final Participant participant;
        private Optional<Wrk.Result> result = Optional.empty();
        private Duration cpu = Duration.ZERO;
        private List<Sample> samples = List.of();
        private String failure = "";

        Run(Participant participant) {
            this.participant = participant;
        }
    }

    @Override
    public List<Step> steps() {
        return runs.stream()
                .map(run -> Step.of(
                        "%s: %s".formatted(TITLE, run.participant.name()), START_SECONDS + seconds, () -> load(run)))
                .toList();
    }

    private void load(Run run) throws InterruptedException {
        var question = Question.at("/sleep").patient(PATIENCE_SECONDS);
        // A server of its own: what it has promised to those that are gone may keep it busy for long.
        try (var server = run.participant.start();
                var watch = warm(server)) {
            var before = server.cpuTime();
            run.result = Optional.of(new Wrk(WRK_THREADS, CONNECTIONS, seconds, question).run(server));
            run.cpu = server.cpuTime().minus(before);
            run.samples = watch.samples();
        } catch (IOException | IllegalStateException e) {
            run.failure = String.valueOf(e.getMessage());
            System.out.printf("%s: %s%n", run.participant.name(), e.getMessage());
        }
    }

    private static ProcessWatch warm(Server server) throws IOException, InterruptedException {
        WARM_UP.run(server);
        return ProcessWatch.of(server);
    }

    /** How many answers there can be at most. */
    int most() {
        return CONNECTIONS * (seconds / SLEEP_SECONDS);
    }

    /** What a server has answered. */
    Optional<Spread> answers(String name) {
        return runs.stream()
                .filter(run -> run.participant.name().equals(name))
                .flatMap(run -> run.result.stream())
                .findAny()
                .map(result -> Spread.of(List.of((double) result.requests())));
    }

    @Override
    public Section section() {
        var columns = List.of(
                "server",
                "answers, of %,d".formatted(most()),
                "p50, s",
                "p99, s",
                "longest, s",
                "errors",
                "CPU, s",
                "memory, MiB",
                "threads");
        var rows = runs.stream().map(HeavyExperiment::row).toList();
        var pictures = List.of(
                overTime("Heavy: threads over time", "threads", Sample::threads),
                overTime("Heavy: resident memory over time", "MiB", sample -> sample.memory() / MEBIBYTE));
        return new Section(TITLE, about(), List.of(new Table(columns, rows)), pictures);
    }

    private String about() {
        return ("`POST /sleep`: the same handler with a sleep of 3 s in it, from %,d connections for %d s,"
                        + " so that at most %,d answers fit. An event loop that sleeps answers nobody meanwhile. Times to the answer are of"
                        + " those answered, counted from when each was asked for.")
                .formatted(CONNECTIONS, seconds, most());
    }

    private static List<String> row(Run run) {
        var row = new ArrayList<String>();
        row.add(run.participant.name());
        row.add(told(run, result -> "%,d".formatted(result.requests())));
        row.add(seconds(run, Wrk.Times::median));
        row.add(seconds(run, Wrk.Times::p99));
        row.add(seconds(run, Wrk.Times::max));
        row.add(run.failure.isEmpty() ? told(run, result -> "%,d".formatted(result.failures())) : run.failure);
        row.add("%.2f".formatted(run.cpu.toMillis() / 1e3));
        row.add(peak(run, sample -> sample.memory() / MEBIBYTE));
        row.add(peak(run, Sample::threads));
        return row;
    }

    private interface Text {
        String of(Wrk.Result result);
    }

    private static String told(Run run, Text text) {
        return run.result.map(text::of).orElse(Cells.NOTHING);
    }

    private static String seconds(Run run, ToDoubleFunction<Wrk.Times> time) {
        return run.result
                .filter(result -> result.requests() > 0)
                .map(result -> "%.2f".formatted(time.applyAsDouble(result.times()) / 1e3))
                .orElse(Cells.NOTHING);
    }

    private static String peak(Run run, ToDoubleFunction<Sample> figure) {
        double peak = run.samples.stream().mapToDouble(figure).max().orElse(0);
        return Cells.unlessZero("%,.0f", peak);
    }

    private Picture overTime(String title, String unit, ToDoubleFunction<Sample> figure) {
        var series = runs.stream()
                .filter(run -> !run.samples.isEmpty())
                .map(run -> new Lines.Series(
                        run.participant.name(),
                        run.participant.family(),
                        run.samples.stream()
                                .map(sample -> new Lines.Point(sample.seconds(), figure.applyAsDouble(sample)))
                                .toList()))
                .toList();
        return new Picture(title, new Lines(title, Axis.linear("seconds"), Axis.linear(unit), series).svg());
    }

    @Override
    public void close() {
        // Each step has ended its own server.
    }
}
