package io.forge.metrics;

import io.forge.api.Content;
import io.forge.http.HttpServer;
import io.forge.http.Threads;
import io.forge.runtime.Admission;
import io.forge.runtime.CallObserver;
import io.forge.runtime.CallStatistics;
import io.forge.runtime.ServableRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The metrics of one server, from its start to its end; safe for use by several threads. */
public final class ServerMetrics implements AutoCloseable {

    private final MeterRegistry registry;
    private final MetricsTarget.Owner owner;
    private final Meters meters;
    private final VersionsMeters versions;
    private final CallObserver observer;
    private final JvmMeters jvm;

    /**
     * What is measured of a server as a whole.
     *
     * @param servables what is in service
     * @param admission what it lets in
     * @param threads its threads, which have been started
     * @param server where its connections are
     * @param ready whether it is to get requests
     */
    public record Source(
            ServableRegistry servables,
            Admission admission,
            Threads threads,
            HttpServer server,
            BooleanSupplier ready) {}

    /**
     * Metrics that nothing has been measured for yet.
     *
     * @param statistics are kept too
     */
    public ServerMetrics(MetricsConfig config, MetricsTarget target, CallStatistics statistics) {
        this.registry = target.registry().get();
        this.owner = target.owner();
        this.meters = new Meters(registry);
        this.jvm = new JvmMeters(registry);
        this.versions = new VersionsMeters(meters);
        this.observer = new CallMeters(statistics, versions, new UnhandledRequests(meters), config.parts());
    }

    /** What measures calls. */
    public CallObserver observer() {
        return observer;
    }

    /** Begins to measure; called once. */
    public void start(Source source) {
        source.servables().onChange(() -> versions.follow(source.servables().all()));
        versions.follow(source.servables().all());
        var admission = source.admission();
        meters.gauge(Metric.BODY_MEMORY_USED, admission, Admission::bodyMemoryInUse);
        meters.gauge(Metric.BODY_MEMORY_LIMIT, admission, Admission::bodyMemoryLimit);
        var threads = source.threads();
        meters.gauge(Metric.CONNECTIONS_OPEN, source.server(), HttpServer::connections);
        gaugeWorker(threads);
        var lag = meters.timer(Metric.EVENT_LOOP_LAG);
        threads.watchLag(nanos -> lag.record(nanos, TimeUnit.NANOSECONDS));
        meters.gauge(Metric.READY, this, one -> source.ready().getAsBoolean() ? 1 : 0);
        meters.gauge(Metric.BUILD_INFO, this, one -> 1, version(), System.getProperty("java.version", "unknown"));
    }

    private void gaugeWorker(Threads threads) {
        meters.gauge(Metric.WORKER_THREADS, threads, one -> one.load().threads());
        meters.gauge(Metric.WORKER_BUSY, threads, one -> one.load().busy());
        meters.gauge(Metric.WORKER_WAITING, threads, one -> one.load().waiting());
    }

    /** The version of this build, where it comes from a JAR. */
    private static String version() {
        String version = ServerMetrics.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /**
     * All metrics as Prometheus reads them, written on this thread; empty where the registry is for another system.
     *
     * @param accept the {@code Accept} header of who asks; empty for the plain text format
     */
    public Optional<Content> text(String accept) {
        if (owner == MetricsTarget.Owner.SERVER) {
            jvm.bind();
        }
        return MetricsTarget.prometheus(registry).map(prometheus -> {
            var format = TextFormat.preferredBy(accept);
            var bytes = new ByteArrayOutputStream(1 << 14);
            try {
                prometheus.scrape(bytes, format.contentType());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Content.of(format.contentType(), bytes.toByteArray());
        });
    }

    /** Measures no more; takes what is this server's out of a registry that is not. */
    @Override
    public void close() {
        jvm.close();
        if (owner == MetricsTarget.Owner.SERVER) {
            registry.close();
        } else {
            meters.removeAll();
        }
    }
}
