package io.forge.batch;

import java.util.List;

/**
 * Gives each member of a batch that has ended its answer. Called without the scheduler's lock.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
public interface Settlement<I, O> {

    /** Answers the members. */
    void succeeded(ClaimedBatch<I, O> batch, BatchResult<O> result, Telling telling);

    /**
     * Fails the members, or says what is to be run again.
     *
     * @return parts of the batch, whose members have heard nothing yet; empty if all have
     */
    List<ClaimedBatch<I, O>> failed(ClaimedBatch<I, O> batch, Throwable failure, Telling telling);
}
