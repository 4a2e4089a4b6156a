package io.forge.bench;

import java.util.List;

/**
 * What came of one load on Forge, as its clients and as the server saw it.
 *
 * @param result what the clients saw
 * @param capacity what the server can do, in requests a second
 * @param totals what its scheduler did
 * @param refusals how long calls took in the server that were rejected
 * @param overshoots by how much batches took longer than they ask for
 */
record OverloadFigures(
        OpenLoad.Result result,
        double capacity,
        BatchTotals totals,
        RefusalTimes.Summary refusals,
        Overshoots.Summary overshoots) {

    /** Where twice the capacity arrives. */
    List<Figure> atTwice() {
        return List.of(
                Figure.atLeast("goodput at twice the capacity", "%.3f", goodput(), 0.9)
                        .aimedAt("0.970"),
                Figure.atMost("late at twice the capacity, of those admitted", "%.5f", result.lateShare(), 0.005)
                        .aimedAt("0.00100"),
                lateOnes(),
                Figure.told("calls of a batch, mean", "%.2f".formatted(totals.meanSize())),
                longBatches());
    }

    /** Where ten times as much arrives. */
    List<Figure> atTenTimes() {
        return List.of(
                Figure.atLeast("goodput at ten times the capacity", "%.3f", goodput(), 0.85)
                        .aimedAt("0.950"),
                Figure.told("late at ten times the capacity, of those admitted", "%.5f".formatted(result.lateShare())),
                lateOnes(),
                longBatches(),
                Figure.atLeast("share of rejections within 5 ms, in the server", "%.5f", prompt(), 0.99)
                        .aimedAt("all"),
                Figure.told(
                        "rejections: number, p50, max",
                        "%,d, %s, %s"
                                .formatted(
                                        refusals.count(),
                                        micros(refusals.medianMicros()),
                                        micros(refusals.maxMicros()))),
                Figure.told(
                        "requests sent after their time: p50, p99, max",
                        "%s, %s, %s"
                                .formatted(
                                        nanos(result.lags().getValueAtPercentile(50)),
                                        nanos(result.lags().getValueAtPercentile(99)),
                                        nanos(result.lags().getMaxValue()))));
    }

    private double goodput() {
        return result.tally().goodPerSecond() / capacity;
    }

    private double prompt() {
        return refusals.count() == 0 ? 1 : (double) refusals.prompt() / refusals.count();
    }

    private Figure lateOnes() {
        return Figure.told(
                "of these, answered late / expired in the server",
                "%,d / %,d".formatted(result.tally().slow(), result.tally().expired()));
    }

    private Figure longBatches() {
        return Figure.told(
                "batches longer than their handler asks: p50, p99, max",
                "%s, %s, %s"
                        .formatted(
                                micros(overshoots.medianMicros()),
                                micros(overshoots.highMicros()),
                                micros(overshoots.maxMicros())));
    }

    private static String nanos(long nanos) {
        return micros(nanos / 1_000);
    }

    private static String micros(long micros) {
        return "%.2f ms".formatted(micros / 1e3);
    }
}
