package io.forge.bench;

import java.io.IOException;
import java.util.List;

/** Compares what a request allocates in Forge with what it does in an Undertow that answers the same to everyone. */
public final class Allocation implements Measurement, Part {

    private static final double MAX_DIFFERENCE = 1_000;

    private final Options options;
    private long failures;

    public Allocation(Options options) {
        this.options = options;
    }

    @Override
    public boolean run() throws Exception {
        System.out.printf("Java %s, %s%n", Runtime.version(), String.join(" ", Server.FLAGS));
        var figures = measure();
        Figure.print(figures);
        return figures.stream().allMatch(Figure::holds);
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        double forge = bytesPerRequest(Peer.forge("auto"));
        double bare = bytesPerRequest(Peer.bare("reverse"));
        double fixed = bytesPerRequest(Peer.bare("fixed"));
        return List.of(
                Figure.told("bytes allocated per request, Forge", "%,.0f".formatted(forge)),
                Figure.told("bytes allocated per request, Undertow with the same JSON", "%,.0f".formatted(bare)),
                Figure.atMost(
                        "bytes allocated per request, Forge above Undertow with a fixed answer",
                        "%,.0f",
                        forge - fixed,
                        MAX_DIFFERENCE),
                Figure.none("failed requests while that was measured", failures));
    }

    private double bytesPerRequest(Peer peer) throws IOException, InterruptedException {
        try (var server = Server.start(peer);
                var probe = Probe.attach(server.pid())) {
            new WarmUp(options.connections()).run(server);
            long before = probe.allocatedBytes();
            var result = new Wrk(2, options.connections(), options.seconds()).run(server);
            double bytes = (double) (probe.allocatedBytes() - before) / result.requests();
            failures += result.failures();
            System.out.printf(
                    "%s: %,.0f bytes per request, over %,d requests%n", server.name(), bytes, result.requests());
            return bytes;
        }
    }
}
