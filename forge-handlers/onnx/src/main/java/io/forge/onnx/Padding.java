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

    /**
     * Refuses what cannot be done with a model.
     *
     * @throws ModelException if no input has the dimension, or one that has it cannot be filled up in that way
     */
    void check(Graph graph) throws ModelException {
        var padded = graph.inputs().stream()
                .filter(input -> input.axisOf(dimension) >= 0)
                .toList();
        if (padded.isEmpty()) {
            throw new ModelException("padding.dimension is '%s', which no input has: there are %s"
                    .formatted(
                            dimension,
                            graph.inputs().stream()
                                    .flatMap(input -> input.dimensions().stream())
                                    .filter(symbol -> !symbol.isEmpty())
                                    .distinct()
                                    .toList()));
        }
        for (var input : padded) {
            check(input, graph);
        }
        for (String named : values.keySet()) {
            if (padded.stream().noneMatch(input -> input.name().equals(named))) {
                throw new ModelException("padding.values names '%s', which is no input with the dimension '%s'"
                        .formatted(named, dimension));
            }
        }
    }

    private void check(GraphValue input, Graph graph) throws ModelException {
        if (graph.hasBatchAxis() && input.axisOf(dimension) == 0) {
            throw new ModelException(
                    "padding.dimension is '%s', which is that of the rows: name the one in which they differ"
                            .formatted(dimension));
        }
        try {
            Fillers.of(input.type(), valueOf(input.name()));
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    "Input '%s' of %s cannot be padded: %s".formatted(input.name(), input.type(), e.getMessage()), e);
        }
    }

    double valueOf(String input) {
        return values.getOrDefault(input, 0.0);
    }
}
