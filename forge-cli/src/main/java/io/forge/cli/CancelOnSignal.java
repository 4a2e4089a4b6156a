package io.forge.cli;

import io.forge.Forge;
import io.forge.cli.log.Logging;
import java.util.concurrent.Future;

/** Cancels the call of this process when it is told to stop, and gives the handler's code a moment to notice. */
final class CancelOnSignal implements Runnable {

    private final Forge forge;
    private final Future<?> call;
    private final Logging logging;

    private CancelOnSignal(Forge forge, Future<?> call, Logging logging) {
        this.forge = forge;
        this.call = call;
        this.logging = logging;
    }

    /** Takes charge of the end of this process. */
    static void install(Forge forge, Future<?> call, Logging logging) {
        Runtime.getRuntime().addShutdownHook(new Thread(new CancelOnSignal(forge, call, logging), "forge-cancel"));
    }

    @Override
    public void run() {
        if (!call.isDone()) {
            Signals.haltOnNext();
            call.cancel(true);
        }
        forge.close();
        logging.close();
    }
}
