package io.forge.cli;

import io.forge.Forge;
import io.forge.cli.log.Logging;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the process with exit code 0 when it is told to stop, after the calls under way. */
final class StopOnSignal implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(StopOnSignal.class);

    private final Forge forge;
    private final Logging logging;

    private StopOnSignal(Forge forge, Logging logging) {
        this.forge = forge;
        this.logging = logging;
    }

    /** Takes charge of the end of this process: whatever ends the JVM in an orderly way closes the server first. */
    static void install(Forge forge, Logging logging) {
        Runtime.getRuntime().addShutdownHook(new Thread(new StopOnSignal(forge, logging), "forge-stop"));
    }

    @Override
    public void run() {
        Signals.haltOnNext();
        LOG.info("Stopping: calls under way may finish; a second signal ends at once");
        int exitCode = close();
        logging.close();
        // Else a JVM that was ended by SIGTERM exits with 143, which supervisors take for a failure.
        Runtime.getRuntime().halt(exitCode);
    }

    private int close() {
        try {
            forge.close();
            LOG.info("Stopped");
            return 0;
        } catch (RuntimeException e) {
            LOG.error("The server cannot be closed", e);
            return 1;
        }
    }
}
