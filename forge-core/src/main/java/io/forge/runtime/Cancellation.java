package io.forge.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the code of one call that nobody waits for it any more: interrupts its thread and runs its actions.
 *
 * <p>Safe for use by several threads; it is its own lock, as every call has one and nobody else ever sees it. An interrupt is sent under the lock while the code runs and never after, so that none
 * hits the next call on that thread.
 */
final class Cancellation {

    private @Nullable Thread runner;
    private boolean started;
    private boolean cancelled;
    private @Nullable List<Runnable> actions;
    private @Nullable Runnable giveUp;

    boolean isCancelled() {
        synchronized (this) {
            return cancelled;
        }
    }

    /** Has an action run by whoever cancels, or at once if that has been. */
    void onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                if (actions == null) {
                    actions = new ArrayList<>(2);
                }
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    /** Whose queue has the call, to be told by {@link #giveUp}; at once if that has been. */
    void queued(Runnable whoHasIt) {
        synchronized (this) {
            if (!cancelled) {
                giveUp = whoHasIt;
                return;
            }
        }
        whoHasIt.run();
    }

    /** Tells whose queue has the call; follows {@link #cancel}. */
    void giveUp() {
        Runnable told;
        synchronized (this) {
            told = giveUp;
            giveUp = null;
        }
        if (told != null) {
            told.run();
        }
    }

    /** This thread is about to run the code; false if it must not any more. */
    boolean tryStart() {
        synchronized (this) {
            if (!cancelled) {
                runner = Thread.currentThread();
                started = true;
            }
            return !cancelled;
        }
    }

    /** Whether the code was ever begun. */
    boolean hasStarted() {
        synchronized (this) {
            return started;
        }
    }

    /**
     * The code has come back from this thread, if it was here: an interrupt, ours or one that the code has set, must reach
     * neither the writing of the answer nor the thread's next call.
     */
    void leave() {
        // Only this thread makes itself the runner: without the lock it sees at least whether it is.
        if (runner != Thread.currentThread()) {
            return;
        }
        synchronized (this) {
            runner = null;
            Thread.interrupted();
        }
    }

    /** Interrupts the code; the actions that are left to run, on this thread and outside the lock. */
    List<Runnable> cancel() {
        synchronized (this) {
            if (cancelled) {
                return List.of();
            }
            cancelled = true;
            if (runner != null) {
                runner.interrupt();
            }
            return actions == null ? List.of() : actions;
        }
    }
}
