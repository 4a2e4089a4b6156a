package io.forge.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where the meters of a server are registered.
 *
 * @param registry gives the registry; asked for once, if metrics are enabled at all
 * @param owner whose it is
 */
public record MetricsTarget(Supplier<MeterRegistry> registry, Owner owner) {

    /** Whose a registry is. */
    enum Owner {
        /** The server's: it has the metrics of the JVM too, and ends with the server. */
        SERVER,
        /** The embedding application's, which has what it wants of the JVM already. */
        APPLICATION
    }

    /** A registry of the server's own, from which Prometheus reads. */
    public static MetricsTarget own() {
        return new MetricsTarget(() -> new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), Owner.SERVER);
    }

    /** The registry of an application that embeds the server. */
    public static MetricsTarget of(MeterRegistry registry) {
        return new MetricsTarget(() -> registry, Owner.APPLICATION);
    }

    /** The same registry as text for Prometheus; empty where it is for other systems. */
    static Optional<PrometheusMeterRegistry> prometheus(MeterRegistry registry) {
        return registry instanceof PrometheusMeterRegistry prometheus ? Optional.of(prometheus) : Optional.empty();
    }
}
