package io.forge.onnx;

import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tells the shapes of outputs before a run, where they follow from the inputs, so that they can be written in place. */
final class OutputShapes {

    private final Graph graph;

    OutputShapes(Graph graph) {
        this.graph = graph;
    }

    /**
     * The shapes of those outputs that can be told.
     *
     * @param sizes of the inputs' dimensions, by their symbols
     */
    Map<String, Shape> of(Map<String, Long> sizes) {
        var shapes = new HashMap<String, Shape>();
        for (var output : graph.outputs()) {
            if (output.type() != DataType.BYTES
                    && ElementTypes.ofBuffer(output.type()).isPresent()) {
                shape(output, sizes).ifPresent(shape -> shapes.put(output.name(), shape));
            }
        }
        return shapes;
    }

    private static Optional<Shape> shape(GraphValue output, Map<String, Long> sizes) {
        long[] dimensions = output.shape().dimensions();
        for (int axis = 0; axis < dimensions.length; axis++) {
            if (dimensions[axis] == Shape.ANY) {
                var size = sizes.get(output.dimensions().get(axis));
                if (size == null) {
                    return Optional.empty();
                }
                dimensions[axis] = size;
            }
        }
        return Optional.of(Shape.of(dimensions));
    }
}
