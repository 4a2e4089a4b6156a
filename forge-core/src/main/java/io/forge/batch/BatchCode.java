package io.forge.batch;

/**
 * What runs batches: the handler's code, and whatever has to stand around it.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
@FunctionalInterface
public interface BatchCode<I, O> {

    /**
     * Runs one batch, on the thread of an instance.
     *
     * @throws Exception to fail the batch
     */
    BatchResult<O> run(ClaimedBatch<I, O> batch) throws Exception;
}
