package io.forge.onnx;

import io.forge.onnx.Gathered.Input;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Tensor;
import io.forge.tensor.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Puts the inputs of calls together along the first axis, and takes the outputs apart again. */
final class Gathering {

    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final Graph graph;
    private final Optional<Padding> padding;
    private final boolean hasRows;

    Gathering(Graph graph, Optional<Padding> padding) {
        this.graph = graph;
        this.padding = padding;
        this.hasRows = graph.hasBatchAxis();
    }

    /**
     * The inputs of all calls.
     *
     * @param parts those of each call, which fit together
     * @param slot gives the buffers
     */
    Gathered gather(List<Tensors> parts, RunSlot slot) {
        var sizes = new HashMap<>(graph.sizes(parts.get(0)));
        long[] rows = rows(parts);
        graph.inputs().forEach(input -> {
            if (hasRows && !input.dimensions().get(0).isEmpty()) {
                sizes.put(input.dimensions().get(0), rows[rows.length - 1]);
            }
        });
        long[] lengths = lengths(parts);
        long longest = 0;
        for (long length : lengths) {
            longest = Math.max(longest, length);
        }
        if (padding.isPresent()) {
            sizes.put(padding.get().dimension(), longest);
        }
        var inputs = new ArrayList<Input>(graph.inputs().size());
        for (var value : graph.inputs()) {
            inputs.add(gather(value, parts, rows, longest, slot));
        }
        return new Gathered(inputs, sizes, rows, lengths);
    }

    private long[] rows(List<Tensors> parts) {
        if (!hasRows) {
            return new long[0];
        }
        long[] rows = new long[parts.size() + 1];
        String first = graph.inputs().get(0).name();
        for (int i = 0; i < parts.size(); i++) {
            rows[i + 1] = rows[i] + parts.get(i).get(first).shape().dimension(0);
        }
        return rows;
    }

    private long[] lengths(List<Tensors> parts) {
        if (padding.isEmpty()) {
            return new long[0];
        }
        long[] lengths = new long[parts.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = lengthOf(parts.get(i));
        }
        return lengths;
    }

    /** How long the dimension that is filled up is in a call. */
    long lengthOf(Tensors tensors) {
        String symbol = padding.orElseThrow().dimension();
        for (var input : graph.inputs()) {
            int axis = input.axisOf(symbol);
            if (axis >= 0) {
                return tensors.get(input.name()).shape().dimension(axis);
            }
        }
        throw new IllegalStateException("No input has the dimension " + symbol);
    }

    private Input gather(GraphValue value, List<Tensors> parts, long[] rows, long longest, RunSlot slot) {
        Tensor first = parts.get(0).get(value.name());
        long[] dimensions = first.shape().dimensions();
        if (hasRows) {
            dimensions[0] = rows[rows.length - 1];
        }
        int padded = paddedAxis(value);
        if (padded >= 0) {
            dimensions[padded] = longest;
        }
        var shape = Shape.of(dimensions);
        if (value.type() == DataType.BYTES) {
            var texts = new ArrayList<String>();
            parts.forEach(part -> texts.addAll(part.get(value.name()).strings()));
            return new Input(value.name(), value.type(), shape, NO_BYTES, texts);
        }
        int size = Math.toIntExact(shape.elements() * value.type().byteSize().orElseThrow());
        var buffer = slot.buffer("input " + value.name(), size);
        for (var part : parts) {
            put(part.get(value.name()), value, padded, longest, buffer);
        }
        return new Input(value.name(), value.type(), shape, buffer.flip(), List.of());
    }

    private int paddedAxis(GraphValue value) {
        return padding.isEmpty() ? -1 : value.axisOf(padding.get().dimension());
    }

    private void put(Tensor tensor, GraphValue value, int padded, long longest, ByteBuffer target) {
        var source = tensor.bytes();
        if (padded < 0 || tensor.shape().dimension(padded) == longest) {
            target.put(source);
            return;
        }
        int element = value.type().byteSize().orElseThrow();
        int inner = element;
        for (int axis = padded + 1; axis < tensor.shape().rank(); axis++) {
            inner *= (int) tensor.shape().dimension(axis);
        }
        int length = (int) tensor.shape().dimension(padded) * inner;
        int fill = (int) longest * inner - length;
        var filler = Fillers.of(value.type(), padding.orElseThrow().valueOf(value.name()));
        int blocks = length == 0 ? blocks(tensor.shape(), padded) : source.remaining() / length;
        for (int i = 0; i < blocks; i++) {
            target.put(target.position(), source, source.position(), length);
            source.position(source.position() + length);
            target.position(target.position() + length);
            for (int filled = 0; filled < fill; filled += element) {
                target.put(filler);
            }
        }
    }

    /** How often the axis is there: once for each index of the axes before it. */
    private static int blocks(Shape shape, int axis) {
        int blocks = 1;
        for (int before = 0; before < axis; before++) {
            blocks *= (int) shape.dimension(before);
        }
        return blocks;
    }

    /**
     * What one call gets of an output, in memory of its own.
     *
     * @param whole the output of all calls
     * @param index the call's place
     */
    Tensor scatter(GraphValue value, Tensor whole, Gathered gathered, int index) {
        var mine = hasRows ? whole.slice(gathered.firstRow(index), gathered.endRow(index)) : whole;
        int padded = paddedAxis(value);
        if (padded >= 0 && gathered.length(index) != whole.shape().dimension(padded)) {
            return cut(mine, padded, gathered.length(index));
        }
        if (value.type() == DataType.BYTES) {
            return mine;
        }
        return Tensor.of(
                mine.type(),
                mine.shape(),
                ByteBuffer.allocate(mine.bytes().remaining()).put(mine.bytes()).flip());
    }

    private static Tensor cut(Tensor tensor, int axis, long length) {
        long[] dimensions = tensor.shape().dimensions();
        int element = tensor.type().byteSize().orElseThrow();
        int inner = element;
        for (int later = axis + 1; later < dimensions.length; later++) {
            inner *= (int) dimensions[later];
        }
        int whole = (int) dimensions[axis] * inner;
        int kept = (int) length * inner;
        int blocks = blocks(tensor.shape(), axis);
        dimensions[axis] = length;
        var target = ByteBuffer.allocate(blocks * kept).order(ByteOrder.LITTLE_ENDIAN);
        var source = tensor.bytes();
        for (int i = 0; i < blocks; i++) {
            target.put(i * kept, source, i * whole, kept);
        }
        return Tensor.of(tensor.type(), Shape.of(dimensions), target);
    }
}
