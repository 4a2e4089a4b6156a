package io.forge.inference;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The largest values along the last axis of an output, each as a text {@code VALUE:INDEX}, the largest first. */
final class Classification {

    private final IntFunction<String> text;
    private final Comparator<Integer> largestFirst;

    private Classification(IntFunction<String> text, Comparator<Integer> largestFirst) {
        this.text = text;
        this.largestFirst = largestFirst;
    }

    /**
     * The classes of an output.
     *
     * @param name the output's name, for messages
     * @param count how many are asked for; there are fewer where the axis is shorter
     * @return {@code BYTES} of the same shape but for the last axis
     * @throws ForgeException with {@code INVALID_INPUT} if the output has no numbers, or no axis
     */
    static Tensor of(String name, Tensor tensor, long count) {
        int rank = tensor.shape().rank();
        if (rank == 0) {
            throw new ForgeException(
                    ErrorCode.INVALID_INPUT, "Output '%s' is a scalar, which cannot be classified".formatted(name));
        }
        var dimensions = tensor.shape().dimensions();
        int classes = (int) dimensions[rank - 1];
        int shown = (int) Math.min(count, classes);
        dimensions[rank - 1] = shown;
        var shape = Shape.of(dimensions);
        var texts = new ArrayList<String>();
        if (shape.elements() > 0) {
            var classification = over(name, tensor);
            for (int first = 0; first < tensor.shape().elements(); first += classes) {
                texts.addAll(classification.largest(first, classes, shown));
            }
        }
        return Tensor.of(DataType.BYTES, shape, texts);
    }

    private static Classification over(String name, Tensor tensor) {
        return switch (tensor.type()) {
            case BOOL, BYTES ->
                throw new ForgeException(
                        ErrorCode.INVALID_INPUT,
                        "Output '%s' is %s, which cannot be classified: only numbers can"
                                .formatted(name, tensor.type()));
            case UINT64 -> {
                var values = tensor.longs();
                yield new Classification(
                        index -> Long.toUnsignedString(values[index]),
                        (one, other) -> Long.compareUnsigned(values[other], values[one]));
            }
            case UINT8, UINT16, UINT32, INT8, INT16, INT32, INT64 -> {
                var values = tensor.longs();
                yield new Classification(
                        index -> Long.toString(values[index]),
                        (one, other) -> Long.compare(values[other], values[one]));
            }
            case FP16, BF16, FP32 -> {
                var values = tensor.floats();
                yield new Classification(
                        index -> Float.toString(values[index]), (one, other) -> compare(values[one], values[other]));
            }
            case FP64 -> {
                var values = tensor.doubles();
                yield new Classification(
                        index -> Double.toString(values[index]), (one, other) -> compare(values[one], values[other]));
            }
        };
    }

    /** The larger one first; what is no number last. */
    private static int compare(double one, double other) {
        if (Double.isNaN(one) || Double.isNaN(other)) {
            return Boolean.compare(Double.isNaN(one), Double.isNaN(other));
        }
        return Double.compare(other, one);
    }

    /** Of equal ones the first come first: the sort is stable. */
    private List<String> largest(int first, int classes, int shown) {
        return IntStream.range(first, first + classes)
                .boxed()
                .sorted(largestFirst)
                .limit(shown)
                .map(index -> "%s:%s".formatted(text.apply(index), index - first))
                .toList();
    }
}
