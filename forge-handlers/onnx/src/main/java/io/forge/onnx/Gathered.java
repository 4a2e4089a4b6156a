package io.forge.onnx;

import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * The inputs of all calls of a batch, put together.
 *
 * @param inputs in the model's order
 * @param sizes the sizes of the model's dimensions by their symbols, with those that were filled up
 * @param rows where the rows of each call begin, and after the last where they end; empty where the model has no rows
 * @param lengths how long the dimension that is filled up was in each call; empty where there is none
 * @param bytes of all inputs
 */
record Gathered(List<Input> inputs, Map<String, Long> sizes, long[] rows, long[] lengths, long bytes) {

    /**
     * One input of the model.
     *
     * @param contents little-endian, outside of the heap; without bytes for {@code BYTES}
     * @param texts the elements of {@code BYTES}; empty for other types
     */
    record Input(String name, DataType type, Shape shape, ByteBuffer contents, List<String> texts) {}
}
