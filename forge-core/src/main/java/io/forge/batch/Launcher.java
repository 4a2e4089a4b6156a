package io.forge.batch;

/**
 * Starts an instance where the handler runs.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
@FunctionalInterface
public interface Launcher<I, O> {

    /**
     * Has the instance ask its scheduler for batch after batch, until there is none.
     *
     * @throws java.util.concurrent.RejectedExecutionException if it cannot be started now; it is tried again soon
     */
    void launch(Instance<I, O> instance);
}
