package io.forge.bench;

import java.util.List;
import java.util.Map;

/** Measures what it costs to watch a server, and whether it can be watched when nothing else works. */
final class Operations implements Measurement {

    private static final List<String> ALL = List.of("operations-metrics", "operations-held", "operations-scrape");

    private final Parts parts;
    private final Options options;

    private Operations(List<String> names, Options options) {
        this.parts = new Parts(names);
        this.options = options;
    }

    /** All of it. */
    static Operations all(Options options) {
        return new Operations(ALL, options);
    }

    /** The part of this name. */
    static Operations only(String name, Options options) {
        return new Operations(List.of(name), options);
    }

    @Override
    public boolean run() throws Exception {
        System.out.printf("Java %s, server with %s%n", Runtime.version(), String.join(" ", Server.FLAGS));
        return parts.run(Map.of(
                "operations-metrics", new MetricsCost(options),
                "operations-held", new HeldServer(),
                "operations-scrape", new ScrapeTime()));
    }
}
