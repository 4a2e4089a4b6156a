package io.forge.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Loads two servers in turns and compares them: requests and CPU time of each. */
final class SideBySide {

    private final Contender one;
    private final Contender other;
    private final Options options;

    /** Both asked on {@code /reverse}. */
    SideBySide(Starter one, Starter other, Options options) {
        this(new Contender(one, Wrk.Question.REVERSE), new Contender(other, Wrk.Question.REVERSE), options);
    }

    SideBySide(Contender one, Contender other, Options options) {
        this.one = one;
        this.other = other;
        this.options = options;
    }

    /**
     * One of the two.
     *
     * @param starter starts it
     * @param question what it is asked
     */
    record Contender(Starter starter, Wrk.Question question) {}

    /** Starts one of the two. */
    interface Starter {
        Server start() throws IOException;
    }

    /** One round of one server. */
    record Round(String name, Wrk.Result result, double cpuMicros) {

        double rate() {
            return result.rate();
        }
    }

    /** A round of each, one right after the other. */
    record Pair(Round one, Round other) {

        double rateRatio() {
            return one.rate() / other.rate();
        }

        double cpuRatio() {
            return one.cpuMicros / other.cpuMicros;
        }

        boolean isClean() {
            return one.result.isClean() && other.result.isClean();
        }
    }

    /** All rounds. */
    record Rounds(List<Pair> pairs) {

        Spread spread(ToDoubleFunction<Pair> figure) {
            return Spread.of(pairs.stream().mapToDouble(figure).boxed().toList());
        }

        /** How many pairs had an error, or an answer that is not 2xx. */
        long failures() {
            return pairs.stream().filter(pair -> !pair.isClean()).count();
        }

        private void print() {
            String one = pairs.get(0).one.name;
            String other = pairs.get(0).other.name;
            System.out.println("median (min .. max)");
            line(one + " requests/s", "%,.0f", pair -> pair.one.rate());
            line(other + " requests/s", "%,.0f", pair -> pair.other.rate());
            line(one + " µs CPU per request", "%.2f", pair -> pair.one.cpuMicros);
            line(other + " µs CPU per request", "%.2f", pair -> pair.other.cpuMicros);
            line("ratio of requests/s", "%.3f", Pair::rateRatio);
            line("ratio of CPU per request", "%.3f", Pair::cpuRatio);
        }

        private void line(String name, String format, ToDoubleFunction<Pair> figure) {
            System.out.printf("  %-31s %s%n", name, spread(figure).in(format));
        }
    }

    /** Runs and prints all rounds. */
    Rounds run() throws IOException, InterruptedException {
        System.out.printf(
                "Java %s, %s, %s and %s%n",
                Runtime.version(), String.join(" ", Server.FLAGS), load(one.question), load(other.question));
        var pairs = new ArrayList<Pair>();
        // A JVM compiles a little differently each time, and stays with it: one start of each proves little.
        for (int fork = 1; fork <= options.forks(); fork++) {
            pairs.addAll(fork());
        }
        var rounds = new Rounds(pairs);
        rounds.print();
        return rounds;
    }

    private List<Pair> fork() throws IOException, InterruptedException {
        try (var first = one.starter.start();
                var second = other.starter.start()) {
            new WarmUp(options.connections(), one.question).run(first);
            new WarmUp(options.connections(), other.question).run(second);
            return rounds(first, second);
        }
    }

    private Wrk load(Wrk.Question question) {
        return new Wrk(2, options.connections(), options.seconds(), question);
    }

    private List<Pair> rounds(Server first, Server second) throws IOException, InterruptedException {
        System.out.printf("%-6s %21s %21s %18s%n", "", first.name(), second.name(), "ratio");
        System.out.printf(
                "%-6s %12s %8s %12s %8s %9s %8s%n", "round", "req/s", "µs CPU", "req/s", "µs CPU", "req/s", "CPU");
        var pairs = new ArrayList<Pair>();
        for (int round = 1; round <= options.rounds(); round++) {
            // Who is first changes, so that a drift of the machine does not favour one.
            boolean inOrder = round % 2 == 1;
            var earlier = inOrder ? round(first, one.question) : round(second, other.question);
            var later = inOrder ? round(second, other.question) : round(first, one.question);
            var pair = inOrder ? new Pair(earlier, later) : new Pair(later, earlier);
            pairs.add(pair);
            System.out.printf(
                    "%-6d %,12.0f %8.2f %,12.0f %8.2f %9.3f %8.3f%n",
                    round,
                    pair.one.rate(),
                    pair.one.cpuMicros,
                    pair.other.rate(),
                    pair.other.cpuMicros,
                    pair.rateRatio(),
                    pair.cpuRatio());
        }
        return pairs;
    }

    private Round round(Server server, Wrk.Question question) throws IOException, InterruptedException {
        var before = server.cpuTime();
        var result = load(question).run(server);
        var used = server.cpuTime().minus(before);
        if (!result.isClean()) {
            System.out.printf("%s: %s%n", server.name(), result.errors());
        }
        return new Round(server.name(), result, used.toNanos() / 1e3 / result.requests());
    }
}
