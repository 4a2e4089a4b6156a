package io.forge.onnx;

import java.util.Map;

/**
 * Fills inputs of different lengths up to the longest of their batch, and cuts the outputs off again.
 *
 * @param dimension the symbol of the dimension that differs, as the model has it, such as {@code sequence_length}
 * @param values what inputs are filled up with, by their names; 0 where nothing is said
 */
record Padding(String dimension, Map<String, Double> values) {

    /** What nothing is said of is 0. */
    Padding {
        values = values == null ? Map.of() : Map.copyOf(values);
        if (dimension == null || dimension.isEmpty()) {
            throw new IllegalArgumentException(
                    "'dimension' must be the symbol of a dimension of the model, such as sequence_length");
        }
    }

    double valueOf(String input) {
        return values.getOrDefault(input, 0.0);
    }
}
