package io.forge.runtime;

import io.forge.api.Handler;
import java.util.Optional;

/**
 * Runs a handler's code on this thread and ends the call with what comes of it, now or later: one for each shape.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
@FunctionalInterface
interface Invoker<I, O> {

    /**
     * Runs the code for one call.
     *
     * @throws Exception what the codec or the code throws
     */
    void invoke(Invocation<I, O> call) throws Exception;

    /** How calls are put together; empty where each is alone. */
    default Optional<BatchState> batches() {
        return Optional.empty();
    }

    /** No call is let in any more; those that are in go on, without waiting for others. */
    default void retire() {}

    /** Starts no code from now on, and ends the calls that wait for it. */
    default void refuseStarts() {}

    /**
     * The invoker of a handler that is not batched.
     *
     * @param code the handler's code, or what is called in its place; of the handler's shape
     */
    @SuppressWarnings("unchecked") // The shape says which interface the code is.
    static <I, O> Invoker<I, O> of(Handler<I, O> handler, Handler.Code<I, O> code) {
        return switch (handler.shape()) {
            case UNARY -> unary((Handler.Unary<I, O>) code);
            case ASYNC -> async((Handler.Async<I, O>) code);
            case STREAMING -> streaming((Handler.Streaming<I, O>) code);
            case BATCHED -> throw new IllegalArgumentException("Batched code needs a queue");
        };
    }

    /** The answer is what the code returns. */
    private static <I, O> Invoker<I, O> unary(Handler.Unary<I, O> code) {
        return call -> call.answer(code.handle(call.input(), call));
    }

    /** The answer is what a future brings. */
    private static <I, O> Invoker<I, O> async(Handler.Async<I, O> code) {
        return call -> call.answerLater(code.handle(call.input(), call));
    }

    /** The answer is what the code sends, item by item. */
    private static <I, O> Invoker<I, O> streaming(Handler.Streaming<I, O> code) {
        return call -> {
            code.handle(call.input(), call.sink(), call);
            call.endStream();
        };
    }
}
