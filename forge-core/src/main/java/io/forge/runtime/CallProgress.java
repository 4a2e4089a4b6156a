package io.forge.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Which steps a call has taken, in one word of memory: whoever takes the last one lets it go.
 *
 * <p>A call ends once; it is over when its code has left and its outcome is delivered, in whatever order, and nobody is
 * telling its code anything. Safe for use by several threads. A class to extend, as there is one for each call.
 */
abstract class CallProgress {

    private static final int ENDED = 1;
    private static final int CODE_LEFT = 2;
    private static final int DELIVERED = 4;
    private static final int DONE = CODE_LEFT | DELIVERED;

    /** Set while somebody tells the code that its call is cancelled. */
    private static final int TELLING = 8;

    private static final VarHandle PROGRESS;

    static {
        try {
            PROGRESS = MethodHandles.lookup().findVarHandle(CallProgress.class, "progress", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // Set through PROGRESS.
    private volatile int progress;

    /** Gives back what the call has held; called once, when it is over. */
    abstract void release();

    /** Decides the outcome, if nobody has; whether this was the one. */
    final boolean tryEnd() {
        return ((int) PROGRESS.getAndBitwiseOr(this, ENDED) & ENDED) == 0;
    }

    /** Whether an outcome has been decided. */
    public final boolean hasEnded() {
        return (progress & ENDED) != 0;
    }

    /** The code has come back, or will never start. */
    final void markCodeLeft() {
        mark(CODE_LEFT);
    }

    final boolean hasCodeLeft() {
        return (progress & CODE_LEFT) != 0;
    }

    /** The outcome has left the server, or never will. */
    final void markDelivered() {
        mark(DELIVERED);
    }

    /** Whether all that is left is to let it go. */
    final boolean isDone() {
        return (progress & DONE) == DONE;
    }

    private void mark(int step) {
        int before = (int) PROGRESS.getAndBitwiseOr(this, step);
        boolean isLast = (before & step) == 0 && ((before | step) & DONE) == DONE;
        if (isLast && (before & TELLING) == 0) {
            release();
        }
    }

    /** Keeps the call from being let go while its code is told something; false if it is over, or somebody else tells. */
    final boolean beginTelling() {
        int before = progress;
        while ((before & DONE) != DONE && (before & TELLING) == 0) {
            if (PROGRESS.compareAndSet(this, before, before | TELLING)) {
                return true;
            }
            before = progress;
        }
        return false;
    }

    /** Follows {@link #beginTelling}. */
    final void endTelling() {
        int before = (int) PROGRESS.getAndBitwiseAnd(this, ~TELLING);
        if ((before & DONE) == DONE) {
            release();
        }
    }
}
