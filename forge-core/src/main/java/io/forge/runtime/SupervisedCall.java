package io.forge.runtime;

import io.forge.api.ForgeException;

/** A call for whoever watches it from outside. */
interface SupervisedCall {

    /** What is called. */
    Servable<?, ?> servable();

    /** Ends the call with {@code DEADLINE_EXCEEDED} if its time is over. */
    void expire();

    /** Ends the call; its code is interrupted, but not waited for. */
    void abandon(ForgeException reason);
}
