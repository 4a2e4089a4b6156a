package io.forge.inference;

import io.forge.api.Content;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Signature;
import io.forge.tensor.Tensor;
import io.forge.tensor.TensorSpec;
import io.forge.tensor.Tensors;
import java.util.List;

/** Raw bytes, such as an image: one element of {@code BYTES}. */
final class ContentTensor implements TensorsForm<Content> {

    private static final Shape ONE = Shape.of(1);
    private static final String ANY_BYTES = "application/octet-stream";

    private final String name;
    private final Signature signature;

    /**
     * A form.
     *
     * @param name {@code input} or {@code output}
     */
    ContentTensor(String name) {
        this.name = name;
        this.signature = Signature.of(List.of(TensorSpec.of(name, DataType.BYTES, ONE)), List.of());
    }

    @Override
    public List<TensorSpec> specs() {
        return signature.inputs();
    }

    @Override
    public Content read(Tensors tensors) {
        TensorInputs.check(signature, tensors);
        return Content.of(ANY_BYTES, tensors.get(name).element(0));
    }

    @Override
    public Tensors write(Content value) {
        return Tensors.of(name, Tensor.ofElements(ONE, List.of(value.bytes())));
    }
}
