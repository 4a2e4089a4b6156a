package io.forge.bench;

import java.io.IOException;

/** Compares Forge's event loop with a bare Undertow that does the same work. */
final class Ratio implements Measurement {

    private final Options options;

    Ratio(Options options) {
        this.options = options;
    }

    @Override
    public boolean run() throws IOException, InterruptedException {
        var comparison = new SideBySide(
                () -> Server.start(Peer.forge("auto")), () -> Server.start(Peer.bare("reverse")), options);
        return comparison.run().failures() == 0;
    }
}
