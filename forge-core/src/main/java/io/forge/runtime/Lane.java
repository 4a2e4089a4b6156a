package io.forge.runtime;

import io.forge.api.Dispatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the calls of one handler run, with a bound on how many may be under way at once.
 *
 * <p>A place is taken before a call's body is read and given back when its code has ended and its answer has left; what
 * waits for a thread has a place too. Without a place there is nothing to wait for: the call is refused at once.
 */
public final class Lane {

    /** Added to the count of a lane that is retired: no bound is as large, so nobody enters any more. */
    private static final int RETIRED = 1 << 30;

    private final Dispatch dispatch;
    private final CallStart start;
    private final int places;
    private final Runnable end;
    private final AtomicInteger taken = new AtomicInteger();
    private volatile boolean refusesStarts;

    /**
     * A lane of its own for one handler.
     *
     * @param start brings calls to their threads
     * @param places at most a billion
     * @param end lets threads go that are there for this lane alone
     */
    Lane(Dispatch dispatch, CallStart start, int places, Runnable end) {
        this.dispatch = dispatch;
        this.start = start;
        this.places = Math.min(places, RETIRED - 1);
        this.end = end;
    }

    public Dispatch dispatch() {
        return dispatch;
    }

    /**
     * Starts a call, for which a place is taken, from the IO thread of its connection, and runs it there if that is where
     * it belongs.
     *
     * @param bodyLength how many bytes are to be decoded
     */
    public void startOnIoThread(ActiveCall<?, ?> call, long bodyLength) {
        start.startOnIoThread(call, bodyLength);
    }

    /** As {@link #startOnIoThread}, from any thread. */
    void start(ActiveCall<?, ?> call, long bodyLength) {
        start.start(call, bodyLength);
    }

    boolean isInPlace() {
        return start.isInPlace();
    }

    String heldTooLong() {
        return start.heldTooLong();
    }

    /** How many calls may be under way. */
    public int places() {
        return places;
    }

    /** How many calls are under way. */
    public int taken() {
        return taken.get() & (RETIRED - 1);
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

    /** Lets nobody in from now on; called once. Who is in goes on. */
    void retire() {
        taken.addAndGet(RETIRED);
    }

    /** Whether nobody gets in any more, however few are in. */
    public boolean isRetired() {
        return (taken.get() & RETIRED) != 0;
    }

    /** Starts no code from now on, not even of calls that are in: what is behind this lane is about to be closed. */
    void refuseStarts() {
        refusesStarts = true;
    }

    boolean refusesStarts() {
        return refusesStarts;
    }

    /** Ends what threads it has of its own. */
    void end() {
        end.run();
    }
}
