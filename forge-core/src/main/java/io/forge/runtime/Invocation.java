package io.forge.runtime;

import io.forge.api.ForgeException;
import io.forge.api.Sink;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A call for the code that it calls: gives the input, takes what comes of it; all on the thread of the code.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
interface Invocation<I, O> extends QueueableCall<O> {

    /**
     * The decoded input; asked for once.
     *
     * @throws ForgeException if the input cannot be decoded
     */
    I input();

    /** Where a streaming handler's items go; asked for once. */
    Sink<O> sink();

    /** Ends the call with a value, which must not be missing unless the output type is {@link Void}. */
    void answer(@Nullable O value);

    /** Ends the call with whatever a stage brings, now or later, on the thread that completes it. */
    void answerLater(@Nullable CompletionStage<O> stage);

    /** Ends the call after its last item. */
    void endStream();
}
