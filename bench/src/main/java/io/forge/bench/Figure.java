package io.forge.bench;

import java.util.List;

/**
 * One line of a table: a figure beside its bound.
 *
 * @param what was measured
 * @param measured the figure, as it is printed
 * @param bound what it must be, as it is printed; nothing where the figure is only told
 * @param holds whether it is
 */
public record Figure(String what, String measured, String bound, boolean holds) {

    private static final String LINE = "%-58s %-34s %-24s %s%n";

    /** A figure without a bound. */
    public static Figure told(String what, String measured) {
        return new Figure(what, measured, "", true);
    }

    /** A count that must be 0, or less. */
    public static Figure none(String what, long count) {
        return new Figure(what, "%,d".formatted(count), "0", count <= 0);
    }

    /** A figure that may not be larger than its bound; both are printed in the same format. */
    public static Figure atMost(String what, String format, double measured, double bound) {
        return new Figure(what, format.formatted(measured), "<= " + format.formatted(bound), measured <= bound);
    }

    /** A figure that may not be smaller than its bound; both are printed in the same format. */
    static Figure atLeast(String what, String format, double measured, double bound) {
        return new Figure(what, format.formatted(measured), ">= " + format.formatted(bound), measured >= bound);
    }

    /** A spread whose median may not be larger than a bound. */
    public static Figure medianAtMost(String what, String format, Spread measured, double bound) {
        return new Figure(
                what, "median " + measured.in(format), "<= " + format.formatted(bound), measured.median() <= bound);
    }

    /** A spread whose median may not be smaller than a bound. */
    static Figure medianAtLeast(String what, String format, Spread measured, double bound) {
        return new Figure(
                what, "median " + measured.in(format), ">= " + format.formatted(bound), measured.median() >= bound);
    }

    /** The same figure, whose bound is printed with what is aimed at. */
    public Figure aimedAt(String aim) {
        return new Figure(what, measured, "%s, aim %s".formatted(bound, aim), holds);
    }

    /** Whether it holds, in words; nothing where there is no bound. */
    public String verdict() {
        if (bound.isEmpty()) {
            return "";
        }
        return holds ? "holds" : "MISSED";
    }

    /** Prints a table of them. */
    public static void print(List<Figure> figures) {
        System.out.printf(LINE, "what", "measured", "must be", "");
        for (var figure : figures) {
            System.out.printf(LINE, figure.what, figure.measured, figure.bound, figure.verdict());
        }
    }
}
