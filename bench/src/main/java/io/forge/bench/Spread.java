package io.forge.bench;

import java.util.List;

/**
 * How a figure is spread over the rounds.
 *
 * @param median the middle
 * @param min the least
 * @param max the most
 */
public record Spread(double median, double min, double max) {

    /** The spread of at least one figure. */
    public static Spread of(List<Double> figures) {
        var sorted = figures.stream().sorted().toList();
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /** The median and what it lies between, each in this format. */
    public String in(String format) {
        return (format + " (" + format + " .. " + format + ")").formatted(median, min, max);
    }
}
