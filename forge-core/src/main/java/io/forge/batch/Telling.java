package io.forge.batch;

import java.util.function.Consumer;

/**
 * Tells everyone, whatever one of them throws.
 *
 * <p>What an outcome throws must cost nobody else an answer, and the scheduler no instance.
 */
public final class Telling {

    private final Consumer<Throwable> problems;

    /**
     * A way to tell.
     *
     * @param problems hears what is thrown, and throws nothing
     */
    Telling(Consumer<Throwable> problems) {
        this.problems = problems;
    }

    /** Runs an action that may throw. */
    public void tell(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            problems.accept(e);
        }
    }
}
