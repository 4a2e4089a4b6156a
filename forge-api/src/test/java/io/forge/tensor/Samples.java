package io.forge.tensor;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Tensors at random, from a seed. */
final class Samples {

    private final Random random;

    Samples(long seed) {
        this.random = new Random(seed);
    }

    /** Of any datatype; of rank 1 to 4, and any dimension may be 0. */
    Tensor tensor(DataType type) {
        return tensor(type, shape());
    }

    Shape shape() {
        long[] dimensions = new long[1 + random.nextInt(4)];
        for (int axis = 0; axis < dimensions.length; axis++) {
            dimensions[axis] = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(5);
        }
        return Shape.of(dimensions);
    }

    Tensor tensor(DataType type, Shape shape) {
        int count = (int) shape.elements();
        if (type == DataType.BYTES) {
            List<ByteBuffer> elements = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                elements.add(ByteBuffer.wrap(bytes(random.nextInt(6))));
            }
            return Tensor.ofElements(shape, elements);
        }
        byte[] contents = bytes(count * type.byteSize().orElseThrow());
        if (type == DataType.BOOL) {
            for (int i = 0; i < contents.length; i++) {
                contents[i] &= 1;
            }
        }
        return Tensor.of(type, shape, ByteBuffer.wrap(contents));
    }

    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** From 0 to the number, both included. */
    long upTo(long number) {
        return random.nextInt((int) number + 1);
    }
}
