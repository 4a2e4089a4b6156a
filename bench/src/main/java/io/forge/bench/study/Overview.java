package io.forge.bench.study;

import java.util.List;

/** The one picture of the study: what each server does with requests that take no time, and with requests that wait. */
final class Overview {

    private static final String TITLE = "Light and heavy, every server";

    private final LoadExperiment light;
    private final HeavyExperiment heavy;

    Overview(LoadExperiment light, HeavyExperiment heavy) {
        this.light = light;
        this.heavy = heavy;
    }

    /** Drawn once both loads are over. */
    Picture picture() {
        var panels = List.of(
                new Bars.Panel(light.title(), "requests/s"),
                new Bars.Panel("Heavy, 1,000 connections", "answers, of %,d".formatted(heavy.most())));
        var rows = light.subjects().stream()
                .map(subject -> new Bars.Row(
                        subject.participant().name(),
                        subject.participant().family(),
                        List.of(
                                subject.rates(),
                                heavy.answers(subject.participant().name()))))
                .toList();
        return new Picture(TITLE, new Bars(TITLE, panels, rows).svg());
    }
}
