package io.forge.metrics;

import io.micrometer.core.instrument.Counter;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Counts the requests that no handler took, by status and by nothing that their clients could choose. */
final class UnhandledRequests {

    private static final int STATUSES = 600;

    private final Meters meters;
    private final AtomicReferenceArray<@Nullable Counter> byStatus = new AtomicReferenceArray<>(STATUSES);

    UnhandledRequests(Meters meters) {
        this.meters = meters;
    }

    void answered(int status) {
        var counter = byStatus.get(status);
        if (counter == null) {
            counter = meters.counter(Metric.REQUESTS_UNHANDLED, Integer.toString(status));
            byStatus.set(status, counter);
        }
        counter.increment();
    }
}
