package io.forge.metrics;

/**
 * Section {@code metrics}: what is measured for operators.
 *
 * @param enabled whether anything is
 * @param parts whether the parts of calls on the event loop are measured too, which costs each of them four more
 *     measurements; those of other calls always are
 */
public record MetricsConfig(boolean enabled, boolean parts) {

    /** What holds where nothing is configured. */
    public static MetricsConfig defaults() {
        return new MetricsConfig(true, false);
    }
}
