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

    /** The scale on which all these values fit into these pixels. */
    Scale scale(List<Double> values, Interval pixels) {
        var placed = values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> Double.isFinite(spacing.place(value)))
                .summaryStatistics();
        var shown = placed.getCount() > 0 ? new Interval(placed.getMin(), placed.getMax()) : new Interval(1, 1);
        var ticks = Ticks.of(spacing, shown);
        double from = spacing.place(Math.min(shown.from(), ticks.get(0)));
        double to = spacing.place(Math.max(shown.to(), ticks.get(ticks.size() - 1)));
        return new Scale(spacing, ticks, new Interval(from, to), pixels);
    }
}
