package io.forge.bench.study;

import java.util.Locale;

/** The servers that share a colour. */
enum Family {
    PYTHON,
    FORGE,
    UNDERTOW,
    OTHER;

    /** Its class in {@link ChartStyle}. */
    String style() {
        return name().toLowerCase(Locale.ROOT);
    }
}
