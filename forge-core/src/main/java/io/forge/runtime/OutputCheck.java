package io.forge.runtime;

import io.forge.api.Call;
import io.forge.api.Handler;
import io.forge.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * Says whether an output of a batch is one, so that a wrong one fails its own call and no other.
 *
 * @param <O> the output type
 */
@FunctionalInterface
interface OutputCheck<O> {

    /**
     * Looks at the output of one call.
     *
     * @throws RuntimeException if it is none, which is a fault of the handler
     */
    void check(@Nullable O output, Call call);

    /** The check that a handler's outputs need. */
    static <O> OutputCheck<O> of(Handler<?, O> handler) {
        if (handler.output() == Void.class) {
            return (output, call) -> {};
        }
        var signature = handler.signature();
        return (output, call) -> {
            if (output == null) {
                throw new IllegalStateException("The handler returned null for an input of a batch");
            }
            if (signature.isPresent()) { // Only handlers of Tensors have one.
                signature.get().checkOutputs((Tensors) output, call.requestedOutputs());
            }
        };
    }
}
