package io.forge.bench;

import java.io.IOException;

/** Compares what a request allocates in Forge with what it does in an Undertow that answers the same to everyone. */
final class Allocation implements Measurement {

    private static final double MAX_DIFFERENCE = 1_500;

    private final Options options;
    private boolean clean = true;

    Allocation(Options options) {
        this.options = options;
    }

    @Override
    public boolean run() throws Exception {
        System.out.printf("Java %s, %s%n", Runtime.version(), String.join(" ", Server.FLAGS));
        double forge = bytesPerRequest(Peer.forge("auto"));
        double bare = bytesPerRequest(Peer.bare("reverse"));
        double fixed = bytesPerRequest(Peer.bare("fixed"));
        System.out.printf(
                "forge above bare fixed: %,.0f bytes per request, at most %,.0f%n", forge - fixed, MAX_DIFFERENCE);
        System.out.printf("forge above bare reverse: %,.0f bytes per request%n", forge - bare);
        return clean && forge - fixed <= MAX_DIFFERENCE;
    }

    private double bytesPerRequest(Peer peer) throws IOException, InterruptedException {
        try (var server = Server.start(peer);
                var probe = Probe.attach(server.pid())) {
            new WarmUp(options.connections()).run(server);
            long before = probe.allocatedBytes();
            var result = new Wrk(2, options.connections(), options.seconds()).run(server);
            double bytes = (double) (probe.allocatedBytes() - before) / result.requests();
            clean &= result.isClean();
            System.out.printf(
                    "%s: %,.0f bytes per request, over %,d requests%n", server.name(), bytes, result.requests());
            return bytes;
        }
    }
}
