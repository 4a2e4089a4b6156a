package io.forge.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts those of a batch whose answer somebody still waits for, and tells when there is none left.
 *
 * <p>Safe for use by many threads.
 */
final class LiveMembers {

    /** Held while actions run: the end of the batch waits for them, or an interrupt would hit the batch after it. */
    private final Object lock = new Object();

    private final List<Runnable> actions = new ArrayList<>();
    private volatile int live; // Written under the lock alone.
    private boolean over;

    LiveMembers(int live) {
        this.live = live;
    }

    /** One has gone before the batch has ended. */
    void leave() {
        synchronized (lock) {
            live--;
            if (live > 0 || over) {
                return;
            }
            List<Runnable> due = List.copyOf(actions);
            actions.clear();
            due.forEach(Runnable::run);
        }
    }

    /** The batch has ended: nothing is told any more. Waits for what is being told. */
    void end() {
        synchronized (lock) {
            over = true;
            actions.clear();
        }
    }

    /** What is done when all have gone; at once if they have. It must not wait for the end of the batch. */
    void onAbandoned(Runnable action) {
        synchronized (lock) {
            if (over) {
                return;
            }
            if (live > 0) {
                actions.add(action);
                return;
            }
            action.run();
        }
    }

    /** Never waits, so that code may ask while it is being told. */
    boolean isAbandoned() {
        return live <= 0;
    }
}
