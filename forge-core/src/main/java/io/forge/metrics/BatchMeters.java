package io.forge.metrics;

import io.forge.runtime.BatchReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The meters of the batches of one version. */
final class BatchMeters {

    private final DistributionSummary sizes;
    private final Timer waits;
    private final Timer runs;
    private final Function<String, Counter> counters;
    private final Map<String, Counter> byReason = new ConcurrentHashMap<>();

    /**
     * Meters of one version.
     *
     * @param counters gives that of batches that were sent for a reason
     */
    BatchMeters(DistributionSummary sizes, Timer waits, Timer runs, Function<String, Counter> counters) {
        this.sizes = sizes;
        this.waits = waits;
        this.runs = runs;
        this.counters = counters;
    }

    void ran(BatchReport report) {
        sizes.record(report.items());
        waits.record(report.waited(), TimeUnit.NANOSECONDS);
        runs.record(report.ran(), TimeUnit.NANOSECONDS);
        byReason.computeIfAbsent(report.reasonToken(), counters).increment();
    }
}
