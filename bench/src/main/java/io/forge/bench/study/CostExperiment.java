package io.forge.bench.study;

import io.forge.bench.Figure;
import io.forge.bench.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a request costs in one server against another, from starts and rounds that alternate. */
final class CostExperiment implements Experiment {

    private static final double MOST = 1.05;

    private final LoadExperiment load;

    /** Of the servers of a load. */
    CostExperiment(LoadExperiment load) {
        this.load = load;
    }

    @Override
    public List<Step> steps() {
        return load.steps();
    }

    @Override
    public Section section() {
        var all = load.section();
        var tables = new ArrayList<>(all.tables());
        var rows = new ArrayList<List<String>>();
        for (String other : List.of(Participants.UNDERTOW_IO, Participants.VERTX)) {
            ratio(other).ifPresent(ratio -> rows.add(List.of(what(other), ratio.in("%.3f"))));
        }
        tables.add(new Table(List.of("CPU per request, of neighbouring rounds", "ratio"), rows));
        return new Section(all.title(), all.about(), tables, all.pictures());
    }

    private static String what(String other) {
        return "%s / %s".formatted(Participants.FORGE_EVENT_LOOP, other);
    }

    private Optional<Spread> ratio(String other) {
        return load.of(Participants.FORGE_EVENT_LOOP)
                .flatMap(forge -> load.of(other).flatMap(forge::cpuAgainst));
    }

    @Override
    public List<Figure> bounds() {
        var figures = new ArrayList<Figure>();
        ratio(Participants.UNDERTOW_IO)
                .ifPresent(ratio -> figures.add(Figure.medianAtMost(
                                "CPU per request, metrics on: " + what(Participants.UNDERTOW_IO), "%.3f", ratio, MOST)
                        .aimedAt("0.95")));
        ratio(Participants.VERTX)
                .ifPresent(ratio ->
                        figures.add(Figure.told("CPU per request: " + what(Participants.VERTX), ratio.in("%.3f"))));
        return figures;
    }

    @Override
    public void close() {
        load.close();
    }
}
