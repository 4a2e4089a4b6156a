package io.forge.runtime;

import io.forge.api.ForgeException;

/** A call for whoever watches it from outside. */
interface SupervisedCall {

    /** What is called. */
    Servable<?, ?> servable();

    /** When it is to be ended, on the clock of its supervisor; far in the future where it has no deadline or has ended. */
    long deadline();

    /** Ends the call with {@code DEADLINE_EXCEEDED} if its time is over. */
    void expire();

    /** Ends the call; its code is interrupted, but not waited for. */
    void abandon(ForgeException reason);
}
