package io.forge.runtime;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the calls of one handler in place, on the IO threads of their connections, for as long as that holds none of them
 * too long.
 *
 * <p>Nothing can take a virtual thread away from the thread that carries it, so a handler that computes in its first leg
 * would keep others' connections waiting. One slow leg proves nothing: the machine may have been busy, or the collector.
 * Slow legs therefore count {@value #SLOW} and quick ones pay one back; at {@value #TOO_MUCH}, that is after four in a row
 * or where over a while more than one in {@value #SLOW} is slow, the handler's calls start elsewhere from then on.
 *
 * <p>Safe for use by several threads.
 */
final class InPlacePolicy {

    private static final Logger LOG = LoggerFactory.getLogger(InPlacePolicy.class);

    private static final int SLOW = 25;
    private static final int TOO_MUCH = 100;

    private final String handler;
    private final String threadName;
    private final long limitNanos;

    /** Guards what is written below; all but {@link #slowUntil} is read without it. */
    private final Object lock = new Object();

    private volatile int debt;
    private volatile boolean over;
    private long slowUntil;

    InPlacePolicy(String handler, String threadName, long limitNanos) {
        this.handler = handler;
        this.threadName = threadName;
        this.limitNanos = limitNanos;
    }

    /** Whether a call starts in place. */
    boolean areInPlace() {
        return !over;
    }

    /** Starts a call on this thread; it comes back when the call has ended or waits for the first time. */
    void start(Runnable call) {
        InPlaceThreads.start(threadName, call);
    }

    /** A first leg has run on this thread, from one time to another. */
    void ran(long from, long to) {
        boolean slow = to - from > limitNanos;
        if ((slow || debt > 0) && isTooMuch(slow, from, to)) {
            LOG.warn(
                    "Handler {} has repeatedly blocked an IO thread, now '{}' for {} ms, before it waited or"
                            + " answered: its calls start on other threads from now on. Code that computes belongs on"
                            + " dispatch worker",
                    handler,
                    Thread.currentThread().getName(),
                    (to - from) / 1_000_000);
        }
    }

    private boolean isTooMuch(boolean slow, long from, long to) {
        synchronized (lock) {
            if (!slow) {
                debt = Math.max(0, debt - 1);
                return false;
            }
            if (debt > 0 && from - slowUntil < 0) {
                // At the same time as another one, as when the collector stops them all: counted once.
                return false;
            }
            slowUntil = to;
            debt += SLOW;
            return debt >= TOO_MUCH && end();
        }
    }

    /** Starts no call in place any more; whether it did. */
    boolean end() {
        synchronized (lock) {
            boolean before = !over;
            over = true;
            return before;
        }
    }
}
