package io.forge.onnx;

import io.forge.api.BatchPolicy;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.tensor.DataType;
import io.forge.tensor.Tensors;
import java.util.List;

/** Makes the handler of a model: what its calls are checked for, which of them run together, and what they cost. */
final class ModelHandlers {

    private ModelHandlers() {}

    static Handler<Tensors, Tensors> of(Graph graph, ModelRunner runner, ModelConfig config) {
        return graph.hasBatchAxis() ? batched(graph, runner, config) : alone(graph, runner, config);
    }

    private static Handler<Tensors, Tensors> batched(Graph graph, ModelRunner runner, ModelConfig config) {
        var code = Handler.Prepared.<Tensors, Tensors, Tensors>by(
                (input, call) -> checked(graph, input), batch -> runner.run(batch, batch.inputs()));
        return Handler.batched(Tensors.class, Tensors.class, code.with(policy(graph, config)));
    }

    private static BatchPolicy<Tensors> policy(Graph graph, ModelConfig config) {
        var policy = BatchPolicy.<Tensors>defaults()
                .maxItems(config.maxRows())
                .instances(config.runsAtOnce())
                .idempotent();
        if (graph.hasFixedRows()) {
            return policy;
        }
        var keyed = policy.key(new RowShapes(graph, config.padding())::of);
        return config.padding().isPresent()
                ? keyed.paddedCost(new Gathering(graph, config.padding())::lengthOf)
                : keyed.cost((Tensors tensors) -> elements(graph, tensors));
    }

    /** In what the time of a run grows: the elements of the largest input. */
    private static long elements(Graph graph, Tensors tensors) {
        long most = 1;
        for (var input : graph.inputs()) {
            most = Math.max(most, tensors.get(input.name()).shape().elements());
        }
        return most;
    }

    private static Tensors checked(Graph graph, Tensors input) {
        try {
            graph.sizes(input);
            for (var value : graph.inputs()) {
                if (value.type() == DataType.BYTES) {
                    input.get(value.name()).strings();
                }
            }
            return input;
        } catch (IllegalArgumentException e) {
            throw new ForgeException(ErrorCode.INVALID_INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The inputs of one call where the model has no rows, so that none are counted.
     *
     * @param tensors the inputs
     */
    private record Alone(Tensors tensors) {}

    private static Handler<Tensors, Tensors> alone(Graph graph, ModelRunner runner, ModelConfig config) {
        var code = Handler.Prepared.<Tensors, Alone, Tensors>by(
                (input, call) -> new Alone(checked(graph, input)),
                batch -> runner.run(batch, List.of(batch.inputs().get(0).tensors())));
        var policy = BatchPolicy.<Alone>defaults().maxItems(1).instances(config.runsAtOnce());
        return Handler.batched(Tensors.class, Tensors.class, code.with(policy));
    }
}
