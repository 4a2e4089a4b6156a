package io.forge.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts those of a batch whose answer somebody still waits for, and tells when there is none left.
 *
 * <p>Safe for use by many threads.
 */
final class LiveMembers {

    private final Object lock = new Object();
    private final List<Runnable> actions = new ArrayList<>();
    private int live;
    private boolean over;

    LiveMembers(int live) {
        this.live = live;
    }

    /** One has gone before the batch has ended. */
    void leave() {
        List<Runnable> due;
        synchronized (lock) {
            live--;
            if (live > 0 || over) {
                return;
            }
            due = List.copyOf(actions);
        }
        due.forEach(Runnable::run);
    }

    /** The batch has ended: nothing is told any more. */
    void end() {
        synchronized (lock) {
            over = true;
            actions.clear();
        }
    }

    /** What is done when all have gone; at once if they have. */
    void onAbandoned(Runnable action) {
        synchronized (lock) {
            if (over) {
                return;
            }
            if (live > 0) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    boolean isAbandoned() {
        synchronized (lock) {
            return live <= 0;
        }
    }
}
