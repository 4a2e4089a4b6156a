package io.forge.onnx;

import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** The inputs of all calls of a batch, put together; immutable but for the buffers. */
final class Gathered {

    private final List<Input> inputs;
    private final Map<String, Long> sizes;
    private final long[] rows;
    private final long[] lengths;

    /**
     * One input of the model.
     *
     * @param contents little-endian, outside of the heap; without bytes for {@code BYTES}
     * @param texts the elements of {@code BYTES}; empty for other types
     */
    record Input(String name, DataType type, Shape shape, ByteBuffer contents, List<String> texts) {}

    /**
     * What was gathered.
     *
     * @param inputs in the model's order
     * @param sizes the sizes of the model's dimensions by their symbols, with that which was filled up
     * @param rows where the rows of each call begin, and after the last where they end; none where the model has no rows
     * @param lengths how long the dimension that is filled up was in each call; none where there is no such dimension
     */
    Gathered(List<Input> inputs, Map<String, Long> sizes, long[] rows, long[] lengths) {
        this.inputs = inputs;
        this.sizes = sizes;
        this.rows = rows;
        this.lengths = lengths;
    }

    List<Input> inputs() {
        return inputs;
    }

    Map<String, Long> sizes() {
        return sizes;
    }

    /** Where the rows of a call begin. */
    long firstRow(int call) {
        return rows[call];
    }

    /** Where they end. */
    long endRow(int call) {
        return rows[call + 1];
    }

    /** How long the dimension that is filled up was in a call. */
    long length(int call) {
        return lengths[call];
    }

    /** Bytes of all inputs together. */
    long bytes() {
        long bytes = 0;
        for (var input : inputs) {
            bytes += input.contents().remaining();
        }
        return bytes;
    }
}
