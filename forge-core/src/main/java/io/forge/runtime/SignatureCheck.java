package io.forge.runtime;

import static java.util.Objects.requireNonNull;

import io.forge.api.Call;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.tensor.Signature;
import io.forge.tensor.Tensors;

/**
 * Holds a handler and its clients to its signature: a wrong input is the client's mistake, a wrong output the handler's.
 *
 * @param signature what the handler says of itself
 */
record SignatureCheck(Signature signature) {

    /**
     * The code with the check around it, where the handler has a signature.
     *
     * @param code the handler's code, or what is called in its place; of the handler's shape, {@link Handler.Prepared} where
     *     that is batched
     */
    @SuppressWarnings("unchecked") // Handler.with takes handlers of Tensors only, and the shape says which code it is.
    static <I, O> Handler.Code<I, O> around(Handler<I, O> handler, Handler.Code<I, O> code) {
        if (handler.signature().isEmpty()) {
            return code;
        }
        var check = new SignatureCheck(handler.signature().get());
        return (Handler.Code<I, O>)
                switch (handler.shape()) {
                    case UNARY -> check.unary((Handler.Unary<Tensors, Tensors>) code);
                    case ASYNC -> check.async((Handler.Async<Tensors, Tensors>) code);
                    case STREAMING -> check.streaming((Handler.Streaming<Tensors, Tensors>) code);
                    case BATCHED -> check.batched((Handler.Prepared<Tensors, ?, Tensors>) code);
                };
    }

    private Handler.Unary<Tensors, Tensors> unary(Handler.Unary<Tensors, Tensors> code) {
        return (input, call) -> output(code.handle(input(input, call), call), call);
    }

    @SuppressWarnings({"ConstantValue", "NullAway"}) // The code is somebody else's; whoever calls it refuses null.
    private Handler.Async<Tensors, Tensors> async(Handler.Async<Tensors, Tensors> code) {
        return (input, call) -> {
            var stage = code.handle(input(input, call), call);
            return stage == null ? null : stage.thenApply(output -> output(output, call));
        };
    }

    private Handler.Streaming<Tensors, Tensors> streaming(Handler.Streaming<Tensors, Tensors> code) {
        return (input, sink, call) -> code.handle(input(input, call), item -> sink.send(output(item, call)), call);
    }

    /** An input is checked before it is queued, so that a wrong one is in no batch; for outputs there is {@link OutputCheck}. */
    private <P> Handler.Prepared<Tensors, P, Tensors> batched(Handler.Prepared<Tensors, P, Tensors> code) {
        var checked = Handler.Prepared.<Tensors, P, Tensors>by(
                (input, call) -> code.preparation().prepare(input(input, call), call), code.code());
        return code.policy().map(checked::with).orElse(checked);
    }

    private Tensors input(Tensors tensors, Call call) {
        try {
            signature.checkInputs(tensors);
        } catch (IllegalArgumentException e) {
            throw new ForgeException(ErrorCode.INVALID_INPUT, requireNonNull(e.getMessage()), e);
        }
        for (String name : call.requestedOutputs()) {
            if (signature.outputs().stream().noneMatch(spec -> spec.name().equals(name))) {
                var names =
                        signature.outputs().stream().map(spec -> spec.name()).toList();
                throw new ForgeException(
                        ErrorCode.INVALID_INPUT, "Output '%s' is unknown: there are %s".formatted(name, names));
            }
        }
        return tensors;
    }

    @SuppressWarnings("ConstantValue") // As above.
    private Tensors output(Tensors tensors, Call call) {
        if (tensors != null) {
            signature.checkOutputs(tensors, call.requestedOutputs());
        }
        return tensors;
    }
}
