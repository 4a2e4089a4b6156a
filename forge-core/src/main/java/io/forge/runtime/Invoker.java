package io.forge.runtime;

import io.forge.api.Handler;
import io.forge.runtime.CallObserver.Part;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Runs a handler's code on this thread and ends the call with what comes of it, now or later: one for each shape.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
interface Invoker<I, O> {

    /**
     * Runs the code for one call.
     *
     * @throws Exception what the codec or the code throws
     */
    void invoke(ActiveCall<I, O> call, Caller<I, O> caller) throws Exception;

    /**
     * The invoker of a handler.
     *
     * @param code the handler's code, or what is called in its place; of the handler's shape
     */
    @SuppressWarnings("unchecked") // The shape says which interface the code is.
    static <I, O> Invoker<I, O> of(Handler<I, O> handler, Handler.Code<I, O> code) {
        return switch (handler.shape()) {
            case UNARY -> new Unary<>((Handler.Unary<I, O>) code);
            case ASYNC -> new Async<>((Handler.Async<I, O>) code);
            case STREAMING -> new Streaming<>((Handler.Streaming<I, O>) code);
            case BATCHED ->
                throw new IllegalArgumentException(
                        "Its code is batched, which this version of Forge does not serve yet: use Handler.unary");
        };
    }

    /** The answer is what the code returns. */
    record Unary<I, O>(Handler.Unary<I, O> code) implements Invoker<I, O> {

        @Override
        public void invoke(ActiveCall<I, O> call, Caller<I, O> caller) throws Exception {
            I input = caller.input();
            call.reached(Part.DECODED);
            call.answer(code.handle(input, call));
        }
    }

    /** The answer is what a future brings. */
    record Async<I, O>(Handler.Async<I, O> code) implements Invoker<I, O> {

        @Override
        public void invoke(ActiveCall<I, O> call, Caller<I, O> caller) throws Exception {
            I input = caller.input();
            call.reached(Part.DECODED);
            @Nullable CompletionStage<O> stage = code.handle(input, call);
            if (stage == null) {
                throw call.nothingReturned();
            }
            call.supervise();
            call.answerWhenComplete(stage);
        }
    }

    /** The answer is what the code sends, item by item. */
    record Streaming<I, O>(Handler.Streaming<I, O> code) implements Invoker<I, O> {

        @Override
        public void invoke(ActiveCall<I, O> call, Caller<I, O> caller) throws Exception {
            I input = caller.input();
            call.reached(Part.DECODED);
            code.handle(input, caller.sink(call), call);
            call.endStream();
        }
    }
}
