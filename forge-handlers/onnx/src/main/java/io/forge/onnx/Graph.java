package io.forge.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.forge.onnx.GraphValue.Role;
import io.forge.tensor.Shape;
import io.forge.tensor.Signature;
import io.forge.tensor.Tensor;
import io.forge.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a model takes and gives, as the model itself says.
 *
 * @param inputs in the model's order
 * @param outputs in the model's order
 */
record Graph(List<GraphValue> inputs, List<GraphValue> outputs) {

    /**
     * The graph of a model that is loaded.
     *
     * @throws ModelException if it takes or gives something that is no tensor
     */
    static Graph of(OrtSession session) throws ModelException, OrtException {
        return new Graph(
                values(Role.INPUT, session.getInputInfo().values()),
                values(Role.OUTPUT, session.getOutputInfo().values()));
    }

    private static List<GraphValue> values(Role role, Collection<NodeInfo> nodes) throws ModelException {
        var values = new ArrayList<GraphValue>();
        for (var node : nodes) {
            values.add(GraphValue.of(role, node));
        }
        return List.copyOf(values);
    }

    Signature signature() {
        return Signature.of(
                inputs.stream().map(GraphValue::spec).toList(),
                outputs.stream().map(GraphValue::spec).toList());
    }

    /** Whether rows of several calls can be put together: the first dimension of all that goes in and out is theirs. */
    boolean hasBatchAxis() {
        return !inputs.isEmpty()
                && Stream.concat(inputs.stream(), outputs.stream()).allMatch(GraphValue::hasBatchAxis);
    }

    /** Whether all that goes in has the same size, but for the number of rows. */
    boolean hasFixedRows() {
        return inputs.stream()
                .allMatch(input -> input.shape().rank() > 0
                        && withoutRows(input.shape()).allMatch(dimension -> dimension != Shape.ANY));
    }

    private static Stream<Long> withoutRows(Shape shape) {
        return Arrays.stream(shape.dimensions()).skip(1).boxed();
    }

    /**
     * The sizes of the dimensions that have a symbol, as inputs have them.
     *
     * @throws IllegalArgumentException if inputs do not agree on one
     */
    Map<String, Long> sizes(Tensors tensors) {
        var sizes = new HashMap<String, Long>();
        for (var input : inputs) {
            Tensor tensor = tensors.get(input.name());
            for (int axis = 0; axis < input.dimensions().size(); axis++) {
                String symbol = input.dimensions().get(axis);
                if (!symbol.isEmpty()) {
                    agree(sizes, symbol, tensor.shape().dimension(axis), input.name());
                }
            }
        }
        return sizes;
    }

    private void agree(Map<String, Long> sizes, String symbol, long size, String name) {
        Long before = sizes.putIfAbsent(symbol, size);
        if (before != null && before != size) {
            throw new IllegalArgumentException(
                    "Input '%s' has %s as '%s', but an input before it has %s: they must be equal"
                            .formatted(name, size, symbol, before));
        }
    }
}
