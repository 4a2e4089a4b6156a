package io.forge.bench.study;

import io.forge.bench.Allocation;
import io.forge.bench.BodyHeap;
import io.forge.bench.Figure;
import io.forge.bench.Options;
import java.util.ArrayList;
import java.util.List;

/** What a request takes of the heap: a small one in all, and a large one at its worst moment. */
final class MemoryExperiment implements Experiment {

    private static final int ALLOCATION_SECONDS = 48;
    private static final int BODY_SECONDS = 30;

    private final List<Figure> figures = new ArrayList<>();

    @Override
    public List<Step> steps() {
        return List.of(
                Step.of(
                        "Memory: what a small request allocates",
                        ALLOCATION_SECONDS,
                        () -> figures.addAll(new Allocation(Options.USUAL).measure())),
                Step.of(
                        "Memory: what is live while large bodies are answered",
                        BODY_SECONDS,
                        () -> figures.addAll(new BodyHeap().measure())));
    }

    @Override
    public Section section() {
        var rows = figures.stream()
                .map(figure -> List.of(figure.what(), figure.measured()))
                .toList();
        return new Section(
                "Memory",
                "Allocation: the light load from 100 connections. Live heap: `POST /reverse` with one text of 1 MiB, one request"
                        + " after the other, in a heap that is collected again and again meanwhile.",
                List.of(new Table(List.of("what", "measured"), rows)),
                List.of());
    }

    @Override
    public List<Figure> bounds() {
        return figures.stream().filter(figure -> !figure.bound().isEmpty()).toList();
    }

    @Override
    public void close() {
        // Each step has ended its own servers.
    }
}
