package io.forge.batch;

import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One timer that goes off at the earliest of the times that were asked for. Guarded by the scheduler's lock. */
final class Alarm {

    private final Timer timer;
    private final LongConsumer action;

    private @Nullable Runnable takeBack;
    private long setFor;
    private long number;

    /**
     * An alarm that is not set.
     *
     * @param action gets the number of the setting that goes off; called without the lock
     */
    Alarm(Timer timer, LongConsumer action) {
        this.timer = timer;
        this.action = action;
    }

    /** Has it go off at a time, or before; at once if that time is over. */
    void setFor(long at, long now) {
        if (takeBack != null) {
            if (setFor - at <= 0) {
                return;
            }
            takeBack.run();
        }
        setFor = at - now < 0 ? now : at;
        long setting = ++number;
        takeBack = timer.at(setFor, () -> action.accept(setting));
    }

    /** Whether a setting that goes off is the latest: one that was taken back may have begun before. */
    boolean goesOff(long setting) {
        if (setting != number || takeBack == null) {
            return false;
        }
        takeBack = null;
        return true;
    }

    void turnOff() {
        if (takeBack != null) {
            takeBack.run();
            takeBack = null;
        }
    }
}
