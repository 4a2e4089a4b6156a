package io.forge;

import io.forge.metrics.MetricsConfig;
import io.forge.metrics.MetricsTarget;
import io.forge.metrics.ServerMetrics;
import io.forge.runtime.CallObserver;
import io.forge.runtime.CallStatistics;
import java.util.Optional;

/**
 * What is seen of a server's calls.
 *
 * @param observer the one that is told of them
 * @param metrics empty where nothing is measured
 */
record Observation(CallObserver observer, Optional<ServerMetrics> metrics) {

    /** Statistics, which are always kept, and metrics where they are enabled. */
    static Observation of(MetricsConfig config, MetricsTarget target) {
        var statistics = new CallStatistics();
        if (!config.enabled()) {
            return new Observation(statistics, Optional.empty());
        }
        var metrics = new ServerMetrics(config, target, statistics);
        return new Observation(metrics.observer(), Optional.of(metrics));
    }
}
