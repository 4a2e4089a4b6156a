package io.forge.tensor;

import java.nio.ByteBuffer;
import java.util.List;

/** Knows where each element of BYTES starts, from one walk over their lengths. */
final class ElementIndex {

    /** For datatypes whose elements all have the same size. */
    static final ElementIndex NONE = new ElementIndex(new int[0], 0);

    /** What stands before each element: its length. */
    static final int PREFIX = Integer.BYTES;

    /** Where the prefix of each element is, and at last the end; shared by the slices of a tensor. */
    private final int[] starts;

    /** The first element of this slice. */
    private final int first;

    private ElementIndex(int[] starts, int first) {
        this.starts = starts;
        this.first = first;
    }

    /** Of contents that must be exactly the elements of the shape. */
    static ElementIndex walk(Shape shape, ByteBuffer bytes) {
        int size = bytes.limit();
        long elements = shape.elements();
        if (elements > size / PREFIX) {
            throw new IllegalArgumentException(
                    "Shape %s of BYTES needs %s elements, each with 4 bytes for its length, but %s bytes were given"
                            .formatted(shape, elements, size));
        }
        int count = (int) elements;
        int[] starts = new int[count + 1];
        int position = 0;
        for (int i = 0; i < count; i++) {
            starts[i] = position;
            if (size - position < PREFIX) {
                throw new IllegalArgumentException("Shape %s of BYTES needs %s elements but %s were given"
                        .formatted(shape, count, position == size ? i : i + " and a part of a length"));
            }
            long length = Integer.toUnsignedLong(bytes.getInt(position));
            position += PREFIX;
            if (length > size - position) {
                throw new IllegalArgumentException("Element %s of BYTES%s is %s bytes long but only %s follow"
                        .formatted(i, shape, length, size - position));
            }
            position += (int) length;
        }
        if (position != size) {
            throw new IllegalArgumentException("Shape %s of BYTES needs %s elements but %s bytes follow them"
                    .formatted(shape, count, size - position));
        }
        starts[count] = position;
        return new ElementIndex(starts, 0);
    }

    /** Of tensors whose contents stand one after another. */
    static ElementIndex concat(List<Tensor> parts, int count) {
        int[] starts = new int[count + 1];
        int filled = 0;
        int position = 0;
        for (Tensor part : parts) {
            ElementIndex index = part.elementIndex();
            int elements = part.count();
            for (int i = 0; i < elements; i++) {
                starts[filled++] = position + index.start(i);
            }
            position += index.start(elements);
        }
        starts[count] = position;
        return new ElementIndex(starts, 0);
    }

    /** From an element on. */
    ElementIndex from(int element) {
        return new ElementIndex(starts, first + element);
    }

    /** Where the prefix of an element is; for the one after the last, the end. */
    int start(int element) {
        return starts[first + element] - starts[first];
    }
}
