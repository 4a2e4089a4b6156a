package io.forge.onnx;

import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Tensor;

/** The bytes of one element that inputs are filled up with. */
final class Fillers {

    private static final Shape ONE = Shape.of(1);

    private Fillers() {}

    /**
     * The element.
     *
     * @throws IllegalArgumentException if the datatype does not have it
     */
    static byte[] of(DataType type, double value) {
        var tensor = switch (type) {
            case BOOL -> Tensor.of(type, ONE, new boolean[] {value != 0});
            case FP16, BF16, FP32 -> Tensor.of(type, ONE, new float[] {(float) value});
            case FP64 -> Tensor.of(type, ONE, new double[] {value});
            case UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64 ->
                Tensor.of(type, ONE, new long[] {whole(value)});
            case BYTES -> throw new IllegalArgumentException("Texts cannot be filled up");
        };
        byte[] bytes = new byte[tensor.bytes().remaining()];
        tensor.bytes().get(bytes);
        return bytes;
    }

    private static long whole(double value) {
        if (value != Math.rint(value)) {
            throw new IllegalArgumentException("It must be a whole number but is %s".formatted(value));
        }
        return (long) value;
    }
}
