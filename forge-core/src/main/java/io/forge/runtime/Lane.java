package io.forge.runtime;

import io.forge.api.Dispatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the calls of one handler run, with a bound on how many may be in flight at once.
 *
 * <p>A permit is acquired before a call's body is read and released when its code has ended and its answer has left; what
 * waits for a thread has a permit too. Without a permit there is nothing to wait for: the call is rejected at once.
 */
public final class Lane {

    /** Added to the count of a lane that is retired: no bound is as large, so nobody enters any more. */
    private static final int RETIRED = 1 << 30;

    private final Dispatch dispatch;
    private final CallStart start;
    private final int permits;
    private final Runnable end;
    private final AtomicInteger inUse = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean refusesStarts;

    /**
     * A lane of its own for one handler.
     *
     * @param start brings calls to their threads
     * @param permits at most a billion
     * @param end lets threads go that are there for this lane alone
     */
    Lane(Dispatch dispatch, CallStart start, int permits, Runnable end) {
        this.dispatch = dispatch;
        this.start = start;
        this.permits = Math.min(permits, RETIRED - 1);
        this.end = end;
    }

    public Dispatch dispatch() {
        return dispatch;
    }

    /**
     * Starts a call, which has a permit, from the IO thread of its connection, and runs it there if that is where it belongs.
     *
     * @param bodyLength how many bytes are to be decoded
     */
    void startOnIoThread(StartableCall call, long bodyLength) {
        start.startOnIoThread(call, bodyLength);
    }

    /** As {@link #startOnIoThread}, from any thread. */
    void start(StartableCall call, long bodyLength) {
        start.start(call, bodyLength);
    }

    boolean isInPlace() {
        return start.isInPlace();
    }

    String heldTooLong() {
        return start.heldTooLong();
    }

    /** How many calls may be in flight. */
    public int permits() {
        return permits;
    }

    /** How many calls are in flight. */
    public int permitsInUse() {
        return inUse.get() & (RETIRED - 1);
    }

    /** How many calls wait for a thread. */
    public int waiting() {
        return waiting.get();
    }

    /** A call waits for a thread from now on. */
    void enterQueue() {
        waiting.incrementAndGet();
    }

    /** Follows {@link #enterQueue}. */
    void leaveQueue() {
        waiting.decrementAndGet();
    }

    /** Acquires a permit, if there is one; whoever got it calls {@link #release} once. */
    public boolean tryAcquire() {
        if (inUse.incrementAndGet() <= permits) {
            return true;
        }
        inUse.decrementAndGet();
        return false;
    }

    /** Gives a permit back. */
    public void release() {
        inUse.decrementAndGet();
    }

    /** Lets nobody in from now on; called once. Who is in goes on. */
    void retire() {
        inUse.addAndGet(RETIRED);
    }

    /** Whether nobody gets in any more, however few are in. */
    public boolean isRetired() {
        return (inUse.get() & RETIRED) != 0;
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
