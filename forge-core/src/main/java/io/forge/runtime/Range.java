package io.forge.runtime;

/** Checks the numbers of a configuration. */
public final class Range {

    private Range() {}

    /**
     * Checks that a number lies between two others.
     *
     * @param key what the number is called
     * @throws IllegalArgumentException if it does not; the message says so
     */
    public static void check(String key, long value, long min, long max) {
        if (value < min || value > max) {
            String expected = max == Integer.MAX_VALUE ? "at least " + min : "from %d to %d".formatted(min, max);
            throw new IllegalArgumentException("'%s' must be %s but is %d".formatted(key, expected, value));
        }
    }

    /** Checks that a number is at least 1. */
    public static void positive(String key, int value) {
        check(key, value, 1, Integer.MAX_VALUE);
    }
}
