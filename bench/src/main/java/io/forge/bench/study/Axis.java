package io.forge.bench.study;

import java.util.List;

/**
 * What one direction of a plot means.
 *
 * @param label what is written along it, with its unit
 * @param spacing how its values are spaced
 */
record Axis(String label, Spacing spacing) {

    /** From zero. */
    static Axis linear(String label) {
        return new Axis(label, Spacing.LINEAR);
    }

    /** In decades; values that are not above zero are left out. */
    static Axis logarithmic(String label) {
        return new Axis(label, Spacing.LOGARITHMIC);
    }

    /** Of values from 0 up to 100, which itself is left out, spaced by their nines. */
    static Axis percentiles(String label) {
        return new Axis(label, Spacing.PERCENTILES);
    }

    /** Whether a value has a place on it. */
    boolean has(double value) {
        return Double.isFinite(spacing.place(value));
    }

    /** The scale on which all these values, each of which has a place, fit into these pixels. */
    Scale scale(List<Double> values, Interval pixels) {
        var all = values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        var shown = values.isEmpty() ? new Interval(1, 1) : new Interval(all.getMin(), all.getMax());
        var ticks = Ticks.of(spacing, shown);
        double from = spacing.place(Math.min(shown.from(), ticks.get(0)));
        double to = spacing.place(Math.max(shown.to(), ticks.get(ticks.size() - 1)));
        return new Scale(spacing, ticks, new Interval(from, to), pixels);
    }
}
