package io.forge.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Compares Forge's event loop with a bare Undertow that does the same work: requests and CPU time of each. */
final class Ratio implements Measurement {

    private final Options options;
    private final Wrk load;
    private boolean clean = true;

    Ratio(Options options) {
        this.options = options;
        this.load = new Wrk(2, options.connections(), options.seconds());
    }

    /** One round of one server. */
    private record Round(double rate, double cpuMicros) {}

    /** A round of each, one right after the other. */
    private record Pair(Round forge, Round bare) {

        double rateRatio() {
            return forge.rate / bare.rate;
        }

        double cpuRatio() {
            return forge.cpuMicros / bare.cpuMicros;
        }
    }

    @Override
    public boolean run() throws IOException, InterruptedException {
        System.out.printf("Java %s, %s, %s%n", Runtime.version(), String.join(" ", Server.FLAGS), load);
        var pairs = new ArrayList<Pair>();
        // A JVM compiles a little differently each time, and stays with it: one start of each proves little.
        for (int fork = 1; fork <= options.forks(); fork++) {
            pairs.addAll(fork());
        }
        print(pairs);
        return clean;
    }

    private List<Pair> fork() throws IOException, InterruptedException {
        try (var forge = Server.start(Peer.forge("auto"));
                var bare = Server.start(Peer.bare("reverse"))) {
            var warmUp = new WarmUp(options.connections());
            warmUp.run(forge);
            warmUp.run(bare);
            return rounds(forge, bare);
        }
    }

    private List<Pair> rounds(Server forge, Server bare) throws IOException, InterruptedException {
        System.out.printf("%-6s %21s %21s %18s%n", "", "forge", "bare", "forge / bare");
        System.out.printf(
                "%-6s %12s %8s %12s %8s %9s %8s%n", "round", "req/s", "µs CPU", "req/s", "µs CPU", "req/s", "CPU");
        var pairs = new ArrayList<Pair>();
        for (int round = 1; round <= options.rounds(); round++) {
            // Who is first changes, so that a drift of the machine does not favour one.
            boolean forgeFirst = round % 2 == 1;
            var first = round(forgeFirst ? forge : bare);
            var second = round(forgeFirst ? bare : forge);
            var pair = forgeFirst ? new Pair(first, second) : new Pair(second, first);
            pairs.add(pair);
            System.out.printf(
                    "%-6d %,12.0f %8.2f %,12.0f %8.2f %9.3f %8.3f%n",
                    round,
                    pair.forge.rate,
                    pair.forge.cpuMicros,
                    pair.bare.rate,
                    pair.bare.cpuMicros,
                    pair.rateRatio(),
                    pair.cpuRatio());
        }
        return pairs;
    }

    private Round round(Server server) throws IOException, InterruptedException {
        var before = server.cpuTime();
        var result = load.run(server);
        var used = server.cpuTime().minus(before);
        if (!result.isClean()) {
            clean = false;
            System.out.printf("%s: %s%n", server.name(), result.errors());
        }
        return new Round(result.rate(), used.toNanos() / 1e3 / result.requests());
    }

    private static void print(List<Pair> pairs) {
        System.out.println("median (min .. max)");
        line(pairs, "forge requests/s", "%,.0f", pair -> pair.forge.rate);
        line(pairs, "bare requests/s", "%,.0f", pair -> pair.bare.rate);
        line(pairs, "forge µs CPU per request", "%.2f", pair -> pair.forge.cpuMicros);
        line(pairs, "bare µs CPU per request", "%.2f", pair -> pair.bare.cpuMicros);
        line(pairs, "ratio of requests/s", "%.3f", Pair::rateRatio);
        line(pairs, "ratio of CPU per request", "%.3f", Pair::cpuRatio);
    }

    private static void line(List<Pair> pairs, String name, String format, ToDoubleFunction<Pair> figure) {
        var figures = pairs.stream().mapToDouble(figure).boxed().toList();
        System.out.printf("  %-25s %s%n", name, Spread.of(figures).in(format));
    }
}
