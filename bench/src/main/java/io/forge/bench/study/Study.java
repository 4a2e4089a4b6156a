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
    private final List<Experiment> experiments;
    private final Environment environment;
    private final Path folder;

    private Study(Participants participants, List<Experiment> experiments, Environment environment, Path folder) {
        this.participants = participants;
        this.experiments = List.copyOf(experiments);
        this.environment = environment;
        this.folder = folder;
    }

    /** A look at all of it in a few minutes, whose report goes into {@code target}. */
    public static Study quick() throws IOException, InterruptedException {
        var participants = Participants.find();
        return new Study(
                participants,
                Experiments.quick(participants),
                Environment.of("bench/run study --quick"),
                Path.of("target"));
    }

    /** All of it, whose report is the one that the project shows. */
    public static Study whole() throws IOException, InterruptedException {
        var participants = Participants.find();
        return new Study(participants, Experiments.whole(participants), Environment.of("bench/run study"), Path.of(""));
    }

    @Override
    public boolean run() throws Exception {
        participants.absent().forEach(System.out::println);
        var schedule = new Schedule(experiments);
        var sections = new ArrayList<Section>();
        var bounds = new ArrayList<Figure>();
        for (var experiment : experiments) {
            try (experiment) {
                schedule.run(experiment);
            }
            var section = experiment.section();
            sections.add(section);
            bounds.addAll(experiment.bounds());
            System.out.printf("%n%s%n", section.title());
            section.tables().forEach(table -> System.out.println(table.text()));
        }
        Figure.print(bounds);
        write(sections, bounds);
        return bounds.stream().allMatch(Figure::holds);
    }

    private void write(List<Section> sections, List<Figure> bounds) throws IOException {
        var report = new StudyReport(environment, participants.absent(), sections, bounds).report();
        var markdown = folder.resolve("RESULTS.md");
        var page = folder.resolve("results.html");
        Files.writeString(markdown, MarkdownReport.of(report));
        Files.writeString(page, HtmlReport.of(report));
        System.out.printf("The report is in bench/%s and bench/%s%n", markdown, page);
    }

    /** What is left to be done. */
    private static final class Schedule {

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
                step.action().run();
                left = left.minus(step.length());
            }
        }
    }
}
