package io.forge.inference;

import io.forge.tensor.Signature;
import io.forge.tensor.TensorSpec;
import io.forge.tensor.Tensors;
import java.util.List;

/** A value that is one tensor, under a name that says nothing. */
final class SingleTensor<T> implements TensorsForm<T> {

    private final String name;
    private final TensorType type;
    private final Signature signature;

    /**
     * A form.
     *
     * @param name {@code input} or {@code output}
     */
    SingleTensor(String name, TensorType type) {
        this.name = name;
        this.type = type;
        this.signature = Signature.of(List.of(TensorSpec.of(name, type.dataType(), type.shape())), List.of());
    }

    @Override
    public List<TensorSpec> specs() {
        return signature.inputs();
    }

    @Override
    @SuppressWarnings("unchecked") // The type is that of T.
    public T read(Tensors tensors) {
        TensorInputs.check(signature, tensors);
        return (T) TensorInputs.read(name, type, tensors.get(name));
    }

    @Override
    public Tensors write(T value) {
        return Tensors.of(name, type.write(value));
    }
}
