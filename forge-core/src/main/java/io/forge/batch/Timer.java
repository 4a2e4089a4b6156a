package io.forge.batch;

/** Runs actions later. */
@FunctionalInterface
public interface Timer {

    /**
     * Runs an action once a time has come, soon after it and never before it.
     *
     * @param at the time, on the scheduler's clock
     * @param action must not be run before this method has returned
     * @return takes the action back, if it has not begun
     */
    Runnable at(long at, Runnable action);
}
