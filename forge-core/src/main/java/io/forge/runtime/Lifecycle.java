package io.forge.runtime;

/** How far a server is on the way from its start to its end. Safe for use by several threads. */
public final class Lifecycle {

    private volatile Phase phase = Phase.STARTING;

    /** In the order in which they come. */
    public enum Phase {
        /** Its handlers are being loaded. */
        STARTING,
        /** All is as it should be. */
        SERVING,
        /** Serves as before, and says that it is not ready, so that those who spread requests go elsewhere. */
        LEAVING,
        /** Takes no connection and no call from within the process any more; each connection ends behind its next answer. */
        DRAINING,
        /** Lets no call in. */
        ENDING
    }

    /** Goes on to a phase; never back. */
    public synchronized void advance(Phase next) {
        if (next.compareTo(phase) > 0) {
            phase = next;
        }
    }

    /** Whether its handlers have been loaded. */
    public boolean hasStarted() {
        return phase != Phase.STARTING;
    }

    /** Whether it is to get requests. */
    public boolean isReady() {
        return phase == Phase.SERVING;
    }

    /** Whether connections end behind their next answer. */
    public boolean isDraining() {
        return phase.compareTo(Phase.DRAINING) >= 0;
    }

    /** Whether no call is let in any more. */
    public boolean isEnding() {
        return phase == Phase.ENDING;
    }
}
