package io.forge.runtime;

import io.forge.api.Dispatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the calls of one handler run, with a bound on how many may be under way at once.
 *
 * <p>A place is taken before a call's body is read and given back when its code has ended and its answer has left; what
 * waits for a thread has a place too. Without a place there is nothing to wait for: the call is refused at once.
 */
public final class Lane {

    private final Dispatch dispatch;
    private final Executor executor;
    private final int places;
    private final AtomicInteger taken = new AtomicInteger();

    /** A lane over threads that somebody else starts and stops. */
    Lane(Dispatch dispatch, Executor executor, int places) {
        this.dispatch = dispatch;
        this.executor = executor;
        this.places = places;
    }

    public Dispatch dispatch() {
        return dispatch;
    }

    Executor executor() {
        return executor;
    }

    /** How many calls may be under way. */
    public int places() {
        return places;
    }

    /** How many calls are under way. */
    public int taken() {
        return taken.get();
    }

    /** Takes a place, if there is one; whoever got it calls {@link #leave} once. */
    public boolean tryEnter() {
        if (taken.incrementAndGet() <= places) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    /** Gives a place back. */
    public void leave() {
        taken.decrementAndGet();
    }
}
