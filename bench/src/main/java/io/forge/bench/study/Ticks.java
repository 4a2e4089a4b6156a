package io.forge.bench.study;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Finds the round values at which an axis is marked. */
final class Ticks {

    private static final int STEPS = 5;
    private static final List<Double> ROUND_STEPS = List.of(1.0, 2.0, 2.5, 5.0, 10.0);
    /** Over fewer decades their tens are too few to be read from. */
    private static final double FEW_DECADES = 1.5;

    private static final List<Double> PERCENTILES = List.of(0.0, 50.0, 90.0, 99.0, 99.9, 99.99, 99.999, 99.9999);
    private static final double LEAST_PERCENTILE_SHOWN = 90;

    private Ticks() {}

    /** From the least to the most, in order; at least one. */
    static List<Double> of(Spacing spacing, Interval values) {
        return switch (spacing) {
            case LINEAR -> linear(Math.min(0, values.from()), Math.max(0, values.to()));
            case LOGARITHMIC -> logarithmic(values.from(), values.to());
            case PERCENTILES -> percentiles(values.to());
        };
    }

    private static List<Double> linear(double min, double max) {
        double step = max > min ? roundStep((max - min) / STEPS) : 1;
        return LongStream.rangeClosed((long) Math.floor(min / step), Math.max(1, (long) Math.ceil(max / step)))
                .mapToObj(i -> i * step)
                .toList();
    }

    private static double roundStep(double least) {
        double decade = Math.pow(10, Math.floor(Math.log10(least)));
        return ROUND_STEPS.stream()
                .mapToDouble(step -> step * decade)
                .filter(step -> step >= least)
                .findFirst()
                .orElse(10 * decade);
    }

    private static List<Double> logarithmic(double min, double max) {
        int first = (int) Math.floor(Math.log10(min));
        int last = (int) Math.ceil(Math.log10(max));
        if (Math.log10(max / min) > FEW_DECADES) {
            return IntStream.rangeClosed(first, last)
                    .mapToObj(decade -> Math.pow(10, decade))
                    .toList();
        }
        var candidates = IntStream.rangeClosed(first, last)
                .mapToDouble(decade -> Math.pow(10, decade))
                .flatMap(decade -> DoubleStream.of(decade, 2 * decade, 5 * decade))
                .boxed()
                .toList();
        return around(candidates, min, max);
    }

    private static List<Double> around(List<Double> candidates, double min, double max) {
        var ticks = new ArrayList<Double>();
        for (double candidate : candidates) {
            if (candidate <= min) {
                ticks.clear();
            }
            ticks.add(candidate);
            if (candidate >= max && ticks.size() > 1) {
                break;
            }
        }
        return ticks;
    }

    private static List<Double> percentiles(double max) {
        return PERCENTILES.stream()
                .filter(percentile -> percentile <= Math.max(max, LEAST_PERCENTILE_SHOWN))
                .toList();
    }
}
