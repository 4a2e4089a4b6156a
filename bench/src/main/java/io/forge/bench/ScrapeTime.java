package io.forge.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Measures how long a scrape takes of a server that has more than a thousand series. */
final class ScrapeTime implements Part {

    private static final int WARM_UP = 100;
    private static final int TIMES = 100;
    private static final int SERIES = 1_000;
    private static final double MOST_MILLIS = 50;

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        try (var server = Server.start(Peer.operations(true));
                var client = Client.connect(server.port())) {
            var management = ManagementClient.of(server);
            for (int i = 0; i < OperationsServer.countOfMore(); i++) {
                client.ask(OperationsServer.more(i));
            }
            for (int i = 0; i < WARM_UP; i++) {
                management.get("/metrics");
            }
            var millis = new ArrayList<Double>();
            for (int i = 0; i < TIMES; i++) {
                millis.add(management.millisOf("/metrics"));
            }
            long series = management
                    .get("/metrics")
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .count();
            return List.of(
                    Figure.atLeast("series", "%,.0f", (double) series, SERIES),
                    Figure.medianAtMost("ms for a scrape of them", "%.1f", Spread.of(millis), MOST_MILLIS));
        }
    }
}
