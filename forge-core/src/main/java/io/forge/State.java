package io.forge;

/** What a server does now. */
public enum State {
    /** It takes calls. */
    RUNNING,
    /** It takes no new calls; those in flight go on. */
    DRAINING,
    /** It is closed. */
    CLOSED
}
