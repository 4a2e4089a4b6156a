package io.forge.inference;

import io.forge.api.Content;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.tensor.Signature;
import io.forge.tensor.TensorSpec;
import io.forge.tensor.Tensors;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/**
 * A handler as protocols of tensors see it: its types are tensors, and which is known from them.
 *
 * @param <I> the handler's input type
 * @param <O> the handler's output type
 */
public final class Model<I, O> {

    private final TensorsForm<I> input;
    private final TensorsForm<O> output;
    private final Signature signature;

    private Model(TensorsForm<I> input, TensorsForm<O> output) {
        this.input = input;
        this.output = output;
        this.signature = Signature.of(input.specs(), output.specs());
    }

    /**
     * The model that a handler is.
     *
     * @throws IllegalArgumentException if it is none; the message says why
     */
    @SuppressWarnings("unchecked") // A form is found by the very type that it is for.
    public static <I, O> Model<I, O> of(Handler<I, O> handler) {
        switch (handler.shape()) {
            case UNARY, ASYNC, BATCHED -> {}
            case STREAMING -> throw new IllegalArgumentException("it answers with a stream");
        }
        var signature = handler.signature().orElse(Signature.of(List.of(), List.of()));
        return new Model<>((TensorsForm<I>) form(handler.input(), "input", signature.inputs()), (TensorsForm<O>)
                form(handler.output(), "output", signature.outputs()));
    }

    private static TensorsForm<?> form(Type type, String name, List<TensorSpec> specs) {
        if (type == Tensors.class) {
            return new SameTensors(specs);
        }
        if (type == Void.class) {
            throw new IllegalArgumentException("it has no %s".formatted(name));
        }
        if (type == Content.class) {
            return new ContentTensor(name);
        }
        if (type instanceof Class<?> plain && plain.isRecord()) {
            return TensorRecord.of(plain);
        }
        if (type instanceof ParameterizedType map
                && map.getRawType() == Map.class
                && map.getActualTypeArguments()[0] == String.class) {
            return new TensorMap(TensorType.of(map.getActualTypeArguments()[1]));
        }
        return new SingleTensor<>(name, TensorType.of(type));
    }

    /** What it takes and gives; empty lists where only its code knows. */
    public Signature signature() {
        return signature;
    }

    /**
     * Refuses a request for an output that the model does not have, where it says which it has.
     *
     * @throws ForgeException with {@code INVALID_INPUT}; the message names the output
     */
    public void checkRequested(List<RequestedOutput> outputs) {
        var declared = signature.outputs();
        for (var requested : outputs) {
            if (!declared.isEmpty() && !requested.isOneOf(declared)) {
                var names = declared.stream().map(TensorSpec::name).toList();
                throw new ForgeException(
                        ErrorCode.INVALID_INPUT,
                        "Output '%s' is unknown: there are %s".formatted(requested.name(), names));
            }
        }
    }

    /**
     * The input that some tensors are.
     *
     * @throws ForgeException with {@code INVALID_INPUT} if they are none; the message names the tensor
     */
    public I read(Tensors tensors) {
        return input.read(tensors);
    }

    /**
     * The tensors that an output is.
     *
     * @throws IllegalStateException if it is none, which is a fault of the handler
     */
    public Tensors write(O value) {
        return output.write(value);
    }
}
