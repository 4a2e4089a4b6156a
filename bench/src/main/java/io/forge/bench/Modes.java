package io.forge.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Loads every dispatch mode with 1,000 connections: each must answer each request. */
final class Modes implements Measurement {

    private static final int VIRTUAL_SINCE = 21;

    @Override
    public boolean run() throws IOException, InterruptedException {
        var load = new Wrk(4, 1_000, 10);
        System.out.printf("Java %s, %s, %s%n", Runtime.version(), String.join(" ", Server.FLAGS), load);
        System.out.printf("%-12s %12s%n", "dispatch", "req/s");
        boolean clean = true;
        for (String dispatch : dispatches()) {
            try (var server = Server.start(Peer.forge(dispatch))) {
                var result = load.run(server);
                clean &= result.isClean();
                System.out.printf("%-12s %,12.0f  %s%n", dispatch, result.rate(), result.errors());
            }
        }
        return clean;
    }

    private static List<String> dispatches() {
        var dispatches = new ArrayList<>(List.of("event-loop", "worker", "thread", "serial"));
        if (Runtime.version().feature() >= VIRTUAL_SINCE) {
            dispatches.add("virtual");
        }
        return dispatches;
    }
}
