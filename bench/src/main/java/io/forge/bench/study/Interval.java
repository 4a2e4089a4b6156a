package io.forge.bench.study;

/**
 * All between two numbers.
 *
 * @param from where it begins
 * @param to where it ends, which may lie before
 */
record Interval(double from, double to) {

    double length() {
        return to - from;
    }
}
