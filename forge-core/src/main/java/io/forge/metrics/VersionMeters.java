package io.forge.metrics;

import io.forge.api.ForgeException;
import io.forge.runtime.BatchReport;
import io.forge.runtime.BatchState;
import io.forge.runtime.CallObserver.Part;
import io.forge.runtime.OverloadException;
import io.forge.runtime.Servable;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one version of a handler, for every servable that has been it.
 *
 * <p>Safe for use by several threads. Holds no servable that is out of service.
 */
final class VersionMeters implements Servable.Observation {

    private final Meters meters;
    private final String handler;
    private final String version;
    private final Set<Meter> counters = ConcurrentHashMap.newKeySet();
    private final Map<String, Timer> parts = new ConcurrentHashMap<>();
    private final RefusalCounters refusals;
    private volatile OutcomeTimers[] protocols = new OutcomeTimers[0];
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder items = new LongAdder();
    private final LongAdder streams = new LongAdder();
    private volatile @Nullable BatchMeters batches;
    private volatile @Nullable Servable<?, ?> current;

    /** Guarded by this. */
    private List<Meter> gauges = List.of();

    VersionMeters(Meters meters, String handler, String version) {
        this.meters = meters;
        this.handler = handler;
        this.version = version;
        this.refusals =
                new RefusalCounters(reason -> kept(meters.counter(Metric.CALLS_REFUSED, handler, version, reason)));
        count(Metric.BODY_RECEIVED, received);
        count(Metric.BODY_SENT, sent);
    }

    private void count(Metric metric, LongAdder source) {
        counters.add(meters.counted(metric, source, LongAdder::sum, handler, version));
    }

    /** Shows what a servable does, in the place of another one that has been this version. */
    synchronized void serve(Servable<?, ?> servable) {
        if (servable.equals(current)) {
            return;
        }
        leave();
        current = servable;
        var shown = new ArrayList<Meter>();
        shown.add(gauge(Metric.CALLS_IN_FLIGHT, one -> one.lane().permitsInUse()));
        shown.add(gauge(Metric.CALLS_PERMITS, one -> one.lane().permits()));
        shown.add(gauge(Metric.CALLS_QUEUED, VersionMeters::queued));
        if (servable.batches().isPresent()) {
            shown.add(gauge(
                    Metric.BATCH_ITEMS_RUNNING,
                    one -> one.batches()
                            .map(state -> state.counters().running())
                            .orElse(0)));
        }
        if (servable.streams()) {
            shown.add(meters.gauge(Metric.STREAMS_OPEN, streams, LongAdder::sum, handler, version));
            count(Metric.STREAM_ITEMS, items);
        }
        gauges = shown;
    }

    private static int queued(Servable<?, ?> servable) {
        return servable.batches()
                .map(BatchState::counters)
                .map(counters -> counters.queued())
                .orElseGet(() -> servable.lane().waiting());
    }

    private Meter gauge(Metric metric, ToDoubleFunction<Servable<?, ?>> value) {
        return meters.gauge(
                metric,
                this,
                shown -> {
                    var servable = shown.current;
                    return servable == null ? Double.NaN : value.applyAsDouble(servable);
                },
                handler,
                version);
    }

    /** This version is out of service: what it does now is shown no more, what it has done is. */
    synchronized void leave() {
        current = null;
        gauges.forEach(meters::remove);
        gauges = List.of();
    }

    /** Lets go of all meters; what is counted from now on is seen by nobody. */
    void remove() {
        leave();
        counters.forEach(meters::remove);
    }

    void succeeded(String protocol, long nanos) {
        timers(protocol).succeeded(nanos);
    }

    void failed(String protocol, ForgeException failure, long nanos) {
        timers(protocol).failed(failure.code(), nanos);
        if (failure instanceof OverloadException overload) {
            refused(overload);
        }
    }

    /** There are two or three, and each name is one object. */
    private OutcomeTimers timers(String protocol) {
        for (var timers : protocols) {
            if (sameName(timers, protocol)) {
                return timers;
            }
        }
        return add(protocol);
    }

    @SuppressWarnings("ReferenceEquality") // First, as it nearly always is.
    private static boolean sameName(OutcomeTimers timers, String protocol) {
        return timers.protocol() == protocol || timers.protocol().equals(protocol);
    }

    private synchronized OutcomeTimers add(String protocol) {
        for (var timers : protocols) {
            if (sameName(timers, protocol)) {
                return timers;
            }
        }
        var added = new OutcomeTimers(
                protocol, outcome -> kept(meters.timer(Metric.CALLS, handler, version, protocol, outcome)));
        var all = Arrays.copyOf(protocols, protocols.length + 1);
        all[protocols.length] = added;
        protocols = all;
        return added;
    }

    private <M extends Meter> M kept(M meter) {
        counters.add(meter);
        return meter;
    }

    void refused(ForgeException reason) {
        refusals.counter(reason).increment();
    }

    void part(Part part, long nanos) {
        part(nameOf(part), nanos);
    }

    /** The answer has left, after the last part. */
    void written(long nanos) {
        part("write", nanos);
    }

    private void part(String name, long nanos) {
        var timer = parts.get(name);
        if (timer == null) {
            timer = kept(meters.timer(Metric.CALL_PARTS, handler, version, name));
            parts.put(name, timer);
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private static String nameOf(Part part) {
        return switch (part) {
            case WAITED -> "waiting";
            case DECODED -> "decode";
            case QUEUED -> "queue";
            case COMPUTED -> "handle";
            case ENCODED -> "encode";
        };
    }

    void bodyReceived(long bytes) {
        received.add(bytes);
    }

    void bodySent(long bytes) {
        sent.add(bytes);
    }

    void streamBegun() {
        streams.increment();
    }

    void streamOver() {
        streams.decrement();
    }

    void itemSent() {
        items.increment();
    }

    void heldIoThread(long nanos) {
        kept(meters.counter(Metric.EVENT_LOOP_HELD, handler, version)).increment(nanos / 1e9);
    }

    void batchRan(BatchReport report) {
        var known = batches;
        (known == null ? newBatches() : known).ran(report);
    }

    private synchronized BatchMeters newBatches() {
        var made = batches;
        if (made == null) {
            made = new BatchMeters(
                    kept(meters.summary(Metric.BATCH_SIZE, handler, version)),
                    kept(meters.timer(Metric.BATCH_WAIT, handler, version)),
                    kept(meters.timer(Metric.BATCH_RUN, handler, version)),
                    reason -> kept(meters.counter(Metric.BATCHES, handler, version, reason)));
            batches = made;
        }
        return made;
    }
}
