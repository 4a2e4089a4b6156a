package io.forge.runtime;

import io.forge.api.Call;
import io.forge.api.ForgeException;
import org.jspecify.annotations.Nullable;

/**
 * A call that may leave the thread that read its input, to be ended by whoever runs it later; safe for use by several
 * threads.
 *
 * @param <O> the output type
 */
interface QueueableCall<O> extends Call {

    /** When it must have been answered, on the server's {@link Clock}; far in the future once it has ended. */
    long deadline();

    /**
     * Hands the call over to who runs it later, and says {@link #codeLeft} if it does not answer.
     *
     * @param giveUp run once, when nobody waits for the answer any more, by whoever notices; at once if that has been
     */
    void queued(Runnable giveUp);

    /** It has waited in its queue until now, and runs. */
    void begun(long now);

    /** A batch in which this call was has run to its end; told of one call of each batch. */
    void batchRan(BatchReport report);

    /** Ends the call with a value, which must not be missing unless the output type is {@link Void}. */
    void answer(@Nullable O value, BatchReport report);

    /** Ends the call with what its code threw. */
    void fail(Throwable failure);

    /**
     * As {@link #fail}, where the log has the cause already.
     *
     * @param first the id of the call with which it has it
     */
    void failWith(Throwable failure, String first);

    /** Ends the call, whose code is not running. */
    void reject(ForgeException reason);

    /** Ends the call if nobody has; its code may be running. */
    void end(ForgeException reason);

    /** Ends the call with {@code DEADLINE_EXCEEDED}, as its time is over; its code may be running. */
    void expire();

    /** The code does not run any more, or never will. */
    void codeLeft();
}
