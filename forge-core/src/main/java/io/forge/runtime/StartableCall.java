package io.forge.runtime;

import io.forge.api.ForgeException;

/** A call for whatever brings it to its thread: {@link #run} runs its code there. */
interface StartableCall extends Runnable, EventLoopWatch.Occupant {

    /** As {@link #run}, on an IO thread, for who knows what time it is. */
    void runOnIoThread(long now);

    /** Has the call's deadline watched from now on: said where it leaves the thread that starts it. */
    void supervise();

    /** As {@link #supervise}, unless its code has come back by now. */
    void superviseUnlessOver();

    /** It waits for a thread from now on, until it runs or is rejected. */
    void enterQueue();

    /** Ends the call with a failure; its code will never run. */
    void reject(ForgeException reason);
}
