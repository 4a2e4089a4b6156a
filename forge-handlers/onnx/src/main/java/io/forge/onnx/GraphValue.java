package io.forge.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.TensorInfo;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.TensorSpec;
import java.util.List;
import java.util.stream.Stream;

/**
 * One input or output of a model's graph.
 *
 * @param name its name in the model
 * @param type its datatype
 * @param shape its shape, {@link Shape#ANY} where a dimension may be of any size
 * @param dimensions the symbol of each dimension, such as {@code batch_size}; empty where the model has none
 */
record GraphValue(String name, DataType type, Shape shape, List<String> dimensions) {

    /** How an input or output is called in messages. */
    enum Role {
        INPUT("Input"),
        OUTPUT("Output");

        private final String word;

        Role(String word) {
            this.word = word;
        }
    }

    /**
     * What ONNX Runtime says of it.
     *
     * @throws ModelException if tensors cannot be like it
     */
    static GraphValue of(Role role, NodeInfo node) throws ModelException {
        if (!(node.getInfo() instanceof TensorInfo info)) {
            throw new ModelException(
                    "%s '%s' is %s, and no tensor: export the model without it, for scikit-learn with the option zipmap=False"
                            .formatted(role.word, node.getName(), describe(node)));
        }
        var type = ElementTypes.of(info)
                .orElseThrow(() -> new ModelException(
                        "%s '%s' has elements of type %s, which tensors cannot have: have the model convert them"
                                .formatted(role.word, node.getName(), ElementTypes.nameOf(info))));
        if (role == Role.INPUT
                && type != DataType.BYTES
                && ElementTypes.ofBuffer(type).isEmpty()) {
            throw new ModelException(
                    "Input '%s' is %s, which ONNX Runtime does not take from Java: have the model take a signed type and convert it"
                            .formatted(node.getName(), type));
        }
        return new GraphValue(
                node.getName(),
                type,
                Shape.of(info.getShape()),
                Stream.of(info.getDimensionNames()).toList());
    }

    private static String describe(NodeInfo node) {
        return switch (node.getInfo().getClass().getSimpleName()) {
            case "SequenceInfo" -> "a sequence";
            case "MapInfo" -> "a map";
            default -> "of a kind of its own";
        };
    }

    TensorSpec spec() {
        return TensorSpec.of(name, type, shape);
    }

    /** Whether its first dimension may be of any size. */
    boolean hasBatchAxis() {
        return shape.rank() > 0 && shape.dimension(0) == Shape.ANY;
    }

    /** The axis of a dimension by its symbol; -1 where it has none. */
    int axisOf(String symbol) {
        return symbol.isEmpty() ? -1 : dimensions.indexOf(symbol);
    }
}
