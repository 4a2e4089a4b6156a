package io.forge.http;

import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.xnio.Xnio;

/** Gets XNIO without the lines that it writes about its version, which an application without a configured log sees on stderr. */
final class QuietXnio {

    private static final List<String> TELLING_VERSIONS = List.of("org.xnio", "org.xnio.nio");

    private QuietXnio() {}

    /** XNIO, which says nothing when it is initialized; whoever has set a level for its loggers sees what they have set. */
    static Xnio instance() {
        // In java.util.logging, where XNIO's log goes if there is nothing better. The levels are as before afterwards.
        var quiet = TELLING_VERSIONS.stream()
                .map(Logger::getLogger)
                .filter(logger -> Optional.ofNullable(logger.getLevel()).isEmpty())
                .toList();
        quiet.forEach(logger -> logger.setLevel(Level.WARNING));
        try {
            return Xnio.getInstance(QuietXnio.class.getClassLoader());
        } finally {
            quiet.forEach(logger -> logger.setLevel(null));
        }
    }
}
