package io.forge.bench;

import java.util.List;
import java.util.Map;

/** Measures what batches gain, and what is answered in time while more arrives than can be answered. */
final class Batching implements Measurement {

    private static final List<String> ALL = List.of("batching-throughput", "batching-overload", "batching-added");

    private final Parts parts;
    private final Options options;

    private Batching(List<String> names, Options options) {
        this.parts = new Parts(names);
        this.options = options;
    }

    /** All of it. */
    static Batching all(Options options) {
        return new Batching(ALL, options);
    }

    /** The part of this name. */
    static Batching only(String name, Options options) {
        return new Batching(List.of(name), options);
    }

    @Override
    public boolean run() throws Exception {
        System.out.printf("Java %s, server with %s%n", Runtime.version(), String.join(" ", Server.FLAGS));
        return parts.run(Map.of(
                "batching-throughput", new BatchThroughput(options),
                "batching-overload", new Overload(options.seconds()),
                "batching-added", new AddedTime(options.rounds())));
    }
}
