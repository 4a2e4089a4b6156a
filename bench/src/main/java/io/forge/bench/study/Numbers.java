package io.forge.bench.study;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Writes numbers as they are read in a chart. */
final class Numbers {

    private static final MathContext THREE_DIGITS = new MathContext(3);
    /** Hides what binary fractions add, and is enough for 99.9999. */
    private static final MathContext SIX_DIGITS = new MathContext(6);

    private Numbers() {}

    /** No more digits than a measurement has: 71,234 is 71,200. */
    static String compact(double value) {
        return format(value, THREE_DIGITS);
    }

    /** All digits of a round number. */
    static String plain(double value) {
        return format(value, SIX_DIGITS);
    }

    private static String format(double value, MathContext digits) {
        var rounded = BigDecimal.valueOf(value).round(digits).stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
    }
}
