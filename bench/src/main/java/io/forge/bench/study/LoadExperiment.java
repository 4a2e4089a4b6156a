package io.forge.bench.study;

import io.forge.bench.Wrk;
import io.forge.bench.study.Subject.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Servers that are asked the same as fast as they answer, in turns, and then at a rate that leaves them time. */
final class LoadExperiment implements Experiment {

    private static final int WRK_THREADS = 2;
    private static final int START_SECONDS = 1;
    private static final double MEBIBYTE = 1 << 20;

    private final Description description;
    private final String title;
    private final Wrk load;
    private final Effort effort;
    private final List<Subject> subjects;

    LoadExperiment(Description description, int connections, Effort effort, List<Participant> participants) {
        this.description = description;
        this.title = description.title(connections);
        this.load = new Wrk(WRK_THREADS, connections, effort.seconds(), description.question);
        this.effort = effort;
        this.subjects = participants.stream().map(Subject::new).toList();
    }

    /**
     * What is asked, and how the report tells it.
     *
     * @param title in a few words
     * @param about what a reader must know
     * @param question as fast as it is answered
     * @param body the same as a text, for requests that come at a rate
     * @param perSecond that rate
     */
    record Description(String title, String about, Wrk.Question question, String body, double perSecond) {
        /** The title with how many connections there are. */
        String title(int connections) {
            return "%s, %,d connections".formatted(title, connections);
        }
    }

    @Override
    public List<Step> steps() {
        var steps = new ArrayList<Step>();
        for (int start = 1; start <= effort.starts(); start++) {
            addStart(steps, start);
        }
        return steps;
    }

    private void addStart(List<Step> steps, int start) {
        String turn = effort.starts() == 1 ? "" : ", start %d of %d".formatted(start, effort.starts());
        for (var subject : subjects) {
            steps.add(step(subject, "start" + turn, START_SECONDS, subject::start));
            steps.add(step(
                    subject, "warm-up" + turn, effort.expectedWarmUpSeconds(), () -> subject.warmUp(load, effort)));
        }
        for (int round = 1; round <= effort.rounds(); round++) {
            String what = "round %d of %d%s".formatted(round, effort.rounds(), turn);
            for (var subject : inTurn(round)) {
                steps.add(step(subject, what, effort.seconds(), () -> subject.load(load)));
            }
        }
        for (var subject : subjects) {
            if (effort.arrivalSeconds() > 0) {
                steps.add(step(subject, "latencies", effort.arrivalSeconds() + 1, () -> sendAtRate(subject)));
            }
        }
        steps.add(Step.of("%s: end of the servers".formatted(title), 0, this::close));
    }

    /** Who is first changes, so that a drift of the machine does not favour one. */
    private List<Subject> inTurn(int round) {
        var turn = new ArrayList<>(subjects);
        if (round % 2 == 0) {
            Collections.reverse(turn);
        }
        return turn;
    }

    private Step step(Subject subject, String what, int seconds, Step.Action action) {
        return Step.of("%s: %s, %s".formatted(title, subject.participant().name(), what), seconds, action);
    }

    private void sendAtRate(Subject subject) throws InterruptedException {
        subject.sendAtRate(description.perSecond, description.body, Duration.ofSeconds(effort.arrivalSeconds()));
    }

    /** What was measured of a participant. */
    Optional<Subject> of(String name) {
        return subjects.stream()
                .filter(subject -> subject.participant().name().equals(name))
                .findAny();
    }

    String title() {
        return title;
    }

    List<Subject> subjects() {
        return subjects;
    }

    @Override
    public Section section() {
        var columns = new ArrayList<>(List.of("server", "requests/s", "CPU per request, µs", "errors"));
        if (effort.arrivalSeconds() > 0) {
            columns.addAll(List.of("at requests/s", "p50, ms", "p99, ms", "longest, ms"));
        }
        columns.addAll(List.of("memory, MiB", "threads"));
        var rows = subjects.stream().map(this::row).toList();
        var pictures = new ArrayList<>(List.of(rates()));
        if (effort.arrivalSeconds() > 0) {
            pictures.add(percentiles());
        }
        return new Section(
                title, description.about.formatted(load.connections()), List.of(new Table(columns, rows)), pictures);
    }

    private List<String> row(Subject subject) {
        var row = new ArrayList<String>();
        row.add(subject.participant().name());
        row.add(subject.rates().map(rates -> rates.in("%,.0f")).orElse(Cells.NOTHING));
        row.add(subject.cpuMicros().map(micros -> micros.in("%,.1f")).orElse(Cells.NOTHING));
        row.add(subject.failure().orElse("%,d".formatted(subject.errors())));
        if (effort.arrivalSeconds() > 0) {
            row.add(latency(subject, latencies -> "%,.0f".formatted(latencies.perSecond())));
            row.add(latency(subject, latencies -> "%,.2f".formatted(latencies.millisAt(50))));
            row.add(latency(subject, latencies -> "%,.2f".formatted(latencies.millisAt(99))));
            row.add(latency(subject, latencies -> "%,.1f".formatted(latencies.maxMillis())));
        }
        row.add(Cells.unlessZero("%,.0f", subject.peakMemory() / MEBIBYTE));
        row.add(Cells.unlessZero("%,.0f", (double) subject.peakThreads()));
        return row;
    }

    private interface Text {
        String of(Latencies latencies);
    }

    private static String latency(Subject subject, Text text) {
        return subject.latencies().map(text::of).orElse(Cells.NOTHING);
    }

    private Picture rates() {
        var panels = List.of(
                new Bars.Panel("requests/s", "more is better"),
                new Bars.Panel("CPU per request, µs", "less is better"));
        var rows = subjects.stream()
                .map(subject -> new Bars.Row(
                        subject.participant().name(),
                        subject.participant().family(),
                        List.of(subject.rates(), subject.cpuMicros())))
                .toList();
        return new Picture(title, new Bars(title, panels, rows).svg());
    }

    private Picture percentiles() {
        String what = title + ": time to the answer, by percentile";
        var series = subjects.stream()
                .filter(subject -> subject.latencies().isPresent())
                .map(LoadExperiment::series)
                .toList();
        return new Picture(what, new Lines(what, Axis.percentiles("percentile"), Axis.logarithmic("ms"), series).svg());
    }

    private static Lines.Series series(Subject subject) {
        var points = new ArrayList<Lines.Point>();
        var latencies = subject.latencies().orElseThrow();
        for (double percentile : List.of(0.0, 25.0, 50.0, 75.0, 90.0, 95.0, 99.0, 99.5, 99.9, 99.99)) {
            points.add(new Lines.Point(percentile, latencies.millisAt(percentile)));
        }
        var participant = subject.participant();
        return new Lines.Series(participant.name(), participant.family(), points);
    }

    @Override
    public void close() {
        subjects.forEach(Subject::close);
    }
}
