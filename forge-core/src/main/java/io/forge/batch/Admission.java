package io.forge.batch;

import java.util.List;
import java.util.Optional;

/**
 * Decides whether a newcomer may wait. Called under the scheduler's lock.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
public interface Admission<I, O> {

    /**
     * Decides; a newcomer that is admitted stands in the queue afterwards, one that is refused does not.
     *
     * @param newcomer its deadline has not come
     * @return why it is refused, or nothing
     */
    Optional<Refusal> admit(
            QueuedItem<I, O> newcomer, BatchQueue<I, O> queue, List<Instance<I, O>> instances, long now);
}
