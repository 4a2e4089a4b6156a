package io.forge.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Registers the meters of one server, and knows which are its own; safe for use by several threads. */
final class Meters {

    /** Whole calls: of an IO thread, of a model, of whatever is about to end with its deadline. */
    private static final Duration[] CALLS = micros(
            100,
            250,
            500,
            1_000,
            2_500,
            5_000,
            10_000,
            25_000,
            50_000,
            100_000,
            250_000,
            500_000,
            1_000_000,
            2_500_000,
            5_000_000,
            10_000_000,
            30_000_000,
            60_000_000);

    /** Parts of calls, of which many take some microseconds. */
    private static final Duration[] PARTS = micros(
            10,
            25,
            50,
            100,
            250,
            500,
            1_000,
            2_500,
            5_000,
            10_000,
            25_000,
            50_000,
            100_000,
            250_000,
            500_000,
            1_000_000,
            5_000_000,
            30_000_000);

    private static final double[] SIZES =
            DoubleStream.iterate(1, size -> 2 * size).limit(13).toArray();

    private final MeterRegistry registry;
    private final Set<Meter> registered = ConcurrentHashMap.newKeySet();

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    private static Duration[] micros(long... values) {
        return LongStream.of(values)
                .mapToObj(value -> Duration.ofNanos(1_000 * value))
                .toArray(Duration[]::new);
    }

    /**
     * A histogram of times.
     *
     * @param values those of the metric's labels, in their order
     */
    Timer timer(Metric metric, String... values) {
        return kept(Timer.builder(metric.meter())
                .description(metric.description())
                .tags(tags(metric, values))
                .serviceLevelObjectives(metric == Metric.CALLS ? CALLS : PARTS)
                .register(registry));
    }

    /** A histogram of sizes. */
    DistributionSummary summary(Metric metric, String... values) {
        return kept(DistributionSummary.builder(metric.meter())
                .description(metric.description())
                .tags(tags(metric, values))
                .serviceLevelObjectives(SIZES)
                .register(registry));
    }

    Counter counter(Metric metric, String... values) {
        return kept(Counter.builder(metric.meter())
                .description(metric.description())
                .baseUnit(metric.unit().isEmpty() ? null : metric.unit())
                .tags(tags(metric, values))
                .register(registry));
    }

    /** A counter that is read when somebody asks; the registry does not keep its source alive. */
    <T> Meter counted(Metric metric, T source, ToDoubleFunction<T> count, String... values) {
        return kept(FunctionCounter.builder(metric.meter(), source, count)
                .description(metric.description())
                .baseUnit(metric.unit().isEmpty() ? null : metric.unit())
                .tags(tags(metric, values))
                .register(registry));
    }

    /** A value that is read when somebody asks; the registry does not keep its source alive. */
    <T> Meter gauge(Metric metric, T source, ToDoubleFunction<T> value, String... values) {
        return kept(Gauge.builder(metric.meter(), source, value)
                .description(metric.description())
                .baseUnit(metric.unit().isEmpty() ? null : metric.unit())
                .tags(tags(metric, values))
                .register(registry));
    }

    private <M extends Meter> M kept(M meter) {
        registered.add(meter);
        return meter;
    }

    private static Tags tags(Metric metric, String... values) {
        var labels = metric.labels();
        if (labels.size() != values.length) {
            throw new IllegalArgumentException("%s has labels %s".formatted(metric, labels));
        }
        var tags = new ArrayList<Tag>();
        for (int i = 0; i < values.length; i++) {
            tags.add(Tag.of(labels.get(i).shown(), values[i]));
        }
        return Tags.of(tags);
    }

    /** Lets a meter go, and with it what it has counted. */
    void remove(Meter meter) {
        registered.remove(meter);
        registry.remove(meter);
    }

    /** Lets all go that were registered here. */
    void removeAll() {
        registered.forEach(this::remove);
    }
}
