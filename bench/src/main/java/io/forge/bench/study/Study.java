package io.forge.bench.study;

import io.forge.bench.Figure;
import io.forge.bench.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs every experiment, tells how long it still takes, and writes the report. */
public final class Study implements Measurement {

    private final Participants participants;
    private final Experiments experiments;
    private final Environment environment;
    private final Destination destination;

    private Study(
            Participants participants, Experiments experiments, Environment environment, Destination destination) {
        this.participants = participants;
        this.experiments = experiments;
        this.environment = environment;
        this.destination = destination;
    }

    /**
     * Where the report goes.
     *
     * @param folder of the tables and the page
     * @param picture the one picture that others show
     */
    private record Destination(Path folder, Path picture) {}

    /** A look at all of it in a few minutes, whose report goes into {@code target}. */
    public static Study quick() throws IOException, InterruptedException {
        var participants = Participants.find();
        var target = Path.of("target");
        return new Study(
                participants,
                Experiments.quick(participants),
                Environment.of("bench/run study --quick"),
                new Destination(target, target.resolve("study.svg")));
    }

    /** All of it, whose report is the one that the project shows. */
    public static Study whole() throws IOException, InterruptedException {
        var participants = Participants.find();
        return new Study(
                participants,
                Experiments.whole(participants),
                Environment.of("bench/run study"),
                new Destination(Path.of(""), Path.of("..", "docs", "images", "study.svg")));
    }

    @Override
    public boolean run() throws Exception {
        participants.absent().forEach(System.out::println);
        System.out.printf("What the servers say of errors is in bench/%s%n", Participants.LOGS);
        var schedule = new Schedule(experiments.all());
        var sections = new ArrayList<Section>();
        var bounds = new ArrayList<Figure>();
        for (var experiment : experiments.all()) {
            try (experiment) {
                schedule.run(experiment);
            }
            var section = experiment.section();
            sections.add(section);
            bounds.addAll(experiment.bounds());
            System.out.printf("%n%s%n", section.title());
            section.tables().forEach(table -> System.out.println(table.text()));
        }
        if (!bounds.isEmpty()) {
            Figure.print(bounds);
        }
        var remarks = new ArrayList<>(participants.absent());
        remarks.addAll(schedule.failures);
        write(new StudyReport(environment, remarks, experiments.overview().picture(), sections, bounds));
        return schedule.failures.isEmpty() && bounds.stream().allMatch(Figure::holds);
    }

    private void write(StudyReport report) throws IOException {
        var tables = destination.folder.resolve("RESULTS.md");
        var page = destination.folder.resolve("results.html");
        Files.writeString(tables, MarkdownReport.of(report.report()));
        Files.writeString(page, HtmlReport.of(report.report()));
        Files.writeString(destination.picture, report.overview().svg());
        System.out.printf("The report is in bench/%s and bench/%s%n", tables, page);
    }

    /** What is left to be done, and what of it could not be. */
    private static final class Schedule {

        private final List<String> failures = new ArrayList<>();
        private Duration left;

        Schedule(List<Experiment> experiments) {
            left = experiments.stream()
                    .flatMap(experiment -> experiment.steps().stream())
                    .map(Step::length)
                    .reduce(Duration.ZERO, Duration::plus);
        }

        void run(Experiment experiment) throws Exception {
            for (var step : experiment.steps()) {
                System.out.printf("[%d:%02d left] %s%n", left.toMinutes(), left.toSecondsPart(), step.what());
                try {
                    step.action().run();
                } catch (IOException e) { // The other servers can be measured all the same.
                    failures.add("Failed: %s: %s".formatted(step.what(), e.getMessage()));
                    System.out.println(e.getMessage());
                }
                left = left.minus(step.length());
            }
        }
    }
}
