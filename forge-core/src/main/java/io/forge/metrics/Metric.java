package io.forge.metrics;

import java.util.List;

/** All that is measured of a server, apart from its JVM: the one list from which meters and documentation are made. */
enum Metric {
    CALLS(
            "forge.calls",
            Kind.TIMER,
            "Whole time of each call, from its admission to its outcome",
            Label.HANDLER,
            Label.VERSION,
            Label.PROTOCOL,
            Label.OUTCOME),
    CALL_PARTS(
            "forge.call.parts",
            Kind.TIMER,
            "Time of each part of a call; of calls on the event loop with metrics.parts only",
            Label.HANDLER,
            Label.VERSION,
            Label.PART),
    CALLS_IN_FLIGHT(
            "forge.calls.in.flight",
            Kind.GAUGE,
            "Calls that hold a permit: from admission until code and answer are done",
            Label.HANDLER,
            Label.VERSION),
    CALLS_QUEUED(
            "forge.calls.queued",
            Kind.GAUGE,
            "Calls in flight that wait for a thread; of a batched handler, items that wait for a batch",
            Label.HANDLER,
            Label.VERSION),
    CALLS_PERMITS(
            "forge.calls.permits", Kind.GAUGE, "Calls that may be in flight at once", Label.HANDLER, Label.VERSION),
    CALLS_REFUSED(
            "forge.calls.refused",
            Kind.COUNTER,
            "Calls that were rejected before their code ran",
            Label.HANDLER,
            Label.VERSION,
            Label.REASON),
    BATCHES(
            "forge.batches",
            Kind.COUNTER,
            "Batches that were executed, by why they were sent as they were",
            Label.HANDLER,
            Label.VERSION,
            Label.REASON),
    BATCH_SIZE("forge.batch.size", Kind.SUMMARY, "Items of each batch", Label.HANDLER, Label.VERSION),
    BATCH_WAIT(
            "forge.batch.wait",
            Kind.TIMER,
            "How long the call of each batch that waited longest was queued",
            Label.HANDLER,
            Label.VERSION),
    BATCH_RUN("forge.batch.run", Kind.TIMER, "How long the code of each batch ran", Label.HANDLER, Label.VERSION),
    BATCH_ITEMS_RUNNING(
            "forge.batch.items.running", Kind.GAUGE, "Items of the batches that run", Label.HANDLER, Label.VERSION),
    STREAMS_OPEN("forge.streams.open", Kind.GAUGE, "Streams that have begun", Label.HANDLER, Label.VERSION),
    STREAM_ITEMS("forge.stream.items", Kind.COUNTER, "Items of streams", Label.HANDLER, Label.VERSION),
    BODY_RECEIVED(
            "forge.body.received",
            "bytes",
            Kind.COUNTER,
            "Bodies of calls over HTTP, as they came",
            Label.HANDLER,
            Label.VERSION),
    BODY_SENT(
            "forge.body.sent",
            "bytes",
            Kind.COUNTER,
            "Answers and items of calls over HTTP; problem documents are left out",
            Label.HANDLER,
            Label.VERSION),
    BODY_MEMORY_USED("forge.body.memory.used", "bytes", Kind.GAUGE, "Memory that request bodies hold"),
    BODY_MEMORY_LIMIT("forge.body.memory.limit", "bytes", Kind.GAUGE, "Memory that request bodies may hold"),
    READY("forge.ready", Kind.GAUGE, "1 while /health/ready of the management port is 200, else 0"),
    CONNECTIONS_OPEN("forge.connections.open", Kind.GAUGE, "Connections that are open"),
    REQUESTS_UNHANDLED(
            "forge.requests.unhandled",
            Kind.COUNTER,
            "Requests that reached nothing that is served: unknown paths and methods, malformed requests, handlers that are not"
                    + " loaded",
            Label.STATUS),
    WORKER_THREADS("forge.worker.threads", Kind.GAUGE, "Threads of the worker"),
    WORKER_BUSY("forge.worker.busy", Kind.GAUGE, "Threads of the worker that run a task"),
    WORKER_WAITING("forge.worker.waiting", Kind.GAUGE, "Tasks that wait for a thread of the worker"),
    EVENT_LOOP_LAG(
            "forge.event.loop.lag", Kind.TIMER, "By how much IO threads are late; measured a few times a second"),
    EVENT_LOOP_HELD(
            "forge.event.loop.held",
            "seconds",
            Kind.COUNTER,
            "Time for which code has held an IO thread beyond dispatch.event-loop.hold-warning",
            Label.HANDLER,
            Label.VERSION),
    BUILD_INFO("forge.build.info", Kind.GAUGE, "Always 1; its labels say what runs", Label.VERSION, Label.JAVA);

    /** What a metric is to those who read it. */
    enum Kind {
        COUNTER("counter", "_total"),
        GAUGE("gauge", ""),
        TIMER("histogram", "_seconds"),
        SUMMARY("histogram", "");

        private final String shown;
        private final String suffix;

        Kind(String shown, String suffix) {
            this.shown = shown;
            this.suffix = suffix;
        }

        /** As Prometheus calls it. */
        String shown() {
            return shown;
        }
    }

    /** What tells the series of one metric from each other; none has a value that a client could make up. */
    enum Label {
        HANDLER("handler"),
        VERSION("version"),
        PROTOCOL("protocol"),
        OUTCOME("outcome"),
        PART("part"),
        REASON("reason"),
        STATUS("status"),
        JAVA("java");

        private final String shown;

        Label(String shown) {
            this.shown = shown;
        }

        /** As Prometheus shows it. */
        String shown() {
            return shown;
        }
    }

    private final String meter;
    private final String unit;
    private final Kind kind;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
    private final List<Label> labels;

    Metric(String meter, Kind kind, String description, Label... labels) {
        this(meter, "", kind, description, labels);
    }

    Metric(String meter, String unit, Kind kind, String description, Label... labels) {
        this.meter = meter;
        this.unit = unit;
        this.kind = kind;
        this.description = description;
        this.labels = List.of(labels);
    }

    /** The name of its meters. */
    String meter() {
        return meter;
    }

    /** The name that Prometheus shows. */
    String shown() {
        return meter.replace('.', '_') + (unit.isEmpty() ? "" : "_" + unit) + kind.suffix;
    }

    /** What it counts, where its name says nothing of it; empty for times and plain numbers. */
    String unit() {
        return unit;
    }

    Kind kind() {
        return kind;
    }

    /** One sentence without its full stop. */
    String description() {
        return description;
    }

    List<Label> labels() {
        return labels;
    }
}
