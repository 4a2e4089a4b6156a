package io.forge.batch;

import java.util.List;
import java.util.Optional;

/**
 * Decides what an instance runs next. Called under the scheduler's lock.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
public interface Forming<I, O> {

    /** Nanoseconds until something may start: not positive if something may now, {@link #NEVER} if nothing waits. */
    long untilStart(BatchQueue<I, O> queue, boolean draining, long now);

    /**
     * What runs next, or nothing if nothing may start now.
     *
     * @param instances all of them; the one that asks runs nothing and is not on its way
     * @param draining whether service ends, so that nothing is waited for
     * @return members that still stand in the queue
     */
    Optional<ClaimedBatch<I, O>> form(
            BatchQueue<I, O> queue, List<Instance<I, O>> instances, boolean draining, long now);

    /** Longer than anything. */
    long NEVER = Long.MAX_VALUE;
}
