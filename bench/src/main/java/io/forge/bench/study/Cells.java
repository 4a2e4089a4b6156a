package io.forge.bench.study;

import io.forge.bench.Spread;
import java.util.List;

/** How figures stand in the tables: what was not measured is a dash. */
final class Cells {

    static final String NOTHING = "–";

    private Cells() {}

    /** The median and what the figures lie between. */
    static String spread(String format, List<Double> figures) {
        return figures.isEmpty() ? NOTHING : Spread.of(figures).in(format);
    }

    static String median(String format, List<Double> figures) {
        return figures.isEmpty() ? NOTHING : format.formatted(Spread.of(figures).median());
    }

    /** A figure that is never 0 where it was measured. */
    static String unlessZero(String format, double figure) {
        return figure == 0 ? NOTHING : format.formatted(figure);
    }
}
