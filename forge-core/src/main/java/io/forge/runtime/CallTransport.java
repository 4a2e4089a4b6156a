package io.forge.runtime;

import io.forge.api.ForgeException;
import io.forge.api.Sink;
import java.util.Optional;

/**
 * Who asked for a call: gives its input and takes its outcome.
 *
 * <p>{@link ActiveCall} uses exactly one of {@link #answered}, {@link #streamed} and {@link #failed}, once. Whoever
 * implements this calls {@link ActiveCall#delivered} when the outcome has left the server or never will.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
public interface CallTransport<I, O> {

    /** The way of calls that come from within the process. */
    String LOCAL = "local";

    /** Which way the call has come: always the same object for one way. */
    default String protocol() {
        return LOCAL;
    }

    /**
     * The decoded input; asked for once, on the thread that runs the handler's code.
     *
     * @throws ForgeException if the input cannot be decoded
     */
    I input();

    /** What the request said beside its input; known once that was asked for. */
    default CallDetails details() {
        return CallDetails.NONE;
    }

    /** A header that came with the request, looked up without regard to case. */
    Optional<String> header(String name);

    /** Where the items of this call's stream go; asked for once, on the thread that runs the handler's code. */
    Sink<O> sink(CallHandle call);

    /**
     * This call ended with this value, which is {@code null} where the output type is {@link Void}; on any thread. Says
     * {@link CallHandle#written} when it has written the value and not sent it yet.
     *
     * <p>If this throws, because the value cannot be written, {@link #failed} follows.
     */
    void answered(CallHandle call, O value);

    /** As {@link #answered(CallHandle, Object)}, of a call that was answered in a batch. */
    default void answered(CallHandle call, O value, BatchReport report) {
        answered(call, value);
    }

    /** The call's stream ended as it should; on any thread. */
    void streamed();

    /** The call failed; on any thread, before or after the first item of a stream. */
    void failed(ForgeException failure);

    /**
     * As {@link #failed}, on a thread that others need: foreign code that wants to know is told on threads of its own.
     *
     * @param callbacks run it
     */
    default void abandoned(ForgeException failure, CallbackThreads callbacks) {
        failed(failure);
    }

    /**
     * The handler's code has ended and the outcome has left: nobody reads the input any more, nor an output that shares its
     * memory. Called once, on any thread.
     */
    default void over() {}
}
