package io.forge.onnx;

import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Collections;

/** Makes inputs up: zeros and empty texts, of the smallest shape that an input may have. */
final class Zeros {

    private Zeros() {}

    static Tensor of(GraphValue input) {
        long[] dimensions = input.shape().dimensions();
        for (int axis = 0; axis < dimensions.length; axis++) {
            dimensions[axis] = dimensions[axis] == Shape.ANY ? 1 : dimensions[axis];
        }
        var shape = Shape.of(dimensions);
        int elements = Math.toIntExact(shape.elements());
        return input.type() == DataType.BYTES
                ? Tensor.of(DataType.BYTES, shape, Collections.nCopies(elements, ""))
                : Tensor.of(
                        input.type(),
                        shape,
                        ByteBuffer.allocate(elements * input.type().byteSize().orElseThrow()));
    }
}
