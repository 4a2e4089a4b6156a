package io.forge.bench.study;

/** How far the values of an axis lie from each other. */
enum Spacing {
    /** From zero, each as far from the next. */
    LINEAR,
    /** Each ten times as much is as far. */
    LOGARITHMIC,
    /** Each nine more is as far, as those who look at the slowest draw it. */
    PERCENTILES;

    /** Where a value lies; not finite if it has no place, as nought has no logarithm and 100 % no end. */
    double place(double value) {
        return switch (this) {
            case LINEAR -> value;
            case LOGARITHMIC -> Math.log10(value);
            case PERCENTILES -> -Math.log10(1 - value / 100);
        };
    }

    /** What is written at a tick. */
    String label(double tick) {
        return switch (this) {
            case LINEAR, LOGARITHMIC -> Numbers.plain(tick);
            case PERCENTILES -> Numbers.plain(tick) + "%";
        };
    }
}
