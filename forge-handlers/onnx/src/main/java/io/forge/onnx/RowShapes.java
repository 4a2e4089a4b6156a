package io.forge.onnx;

import io.forge.tensor.Shape;
import io.forge.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells the shape of a call's rows: calls run together only if theirs are the same.
 *
 * <p>Shapes are told as what the JDK has, as they are kept while calls wait and may stay in its caches.
 */
final class RowShapes {

    private final List<Axis> free = new ArrayList<>();

    /** A dimension that may differ from one call to the next. */
    private record Axis(String input, int index) {}

    /**
     * The shapes of a model's rows.
     *
     * @param padding fills one dimension up, which then may differ
     */
    RowShapes(Graph graph, Optional<Padding> padding) {
        for (var input : graph.inputs()) {
            int padded = padding.isEmpty() ? -1 : input.axisOf(padding.get().dimension());
            for (int axis = 1; axis < input.shape().rank(); axis++) {
                if (input.shape().dimension(axis) == Shape.ANY && axis != padded) {
                    free.add(new Axis(input.name(), axis));
                }
            }
        }
    }

    Object of(Tensors tensors) {
        var sizes = new ArrayList<Long>(free.size());
        for (var axis : free) {
            sizes.add(tensors.get(axis.input()).shape().dimension(axis.index()));
        }
        return sizes;
    }
}
