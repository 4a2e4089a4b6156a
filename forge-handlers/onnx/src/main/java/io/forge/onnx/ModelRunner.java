package io.forge.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.forge.api.Batch;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.tensor.Shape;
import io.forge.tensor.Tensor;
import io.forge.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * Runs a model once for all calls of a batch: their inputs are gathered into one buffer each, which ONNX Runtime reads in
 * place, and the outputs are given out by rows.
 *
 * <p>Safe for use by several threads.
 */
final class ModelRunner {

    private final OrtEnvironment environment;
    private final ModelSession session;
    private final Graph graph;
    private final Gathering gathering;
    private final OutputShapes shapes;
    private final RunSize sizes = new RunSize();

    /** Whether outputs are written into buffers of ours, where their shapes can be told. */
    private volatile boolean inPlace = true;

    ModelRunner(OrtEnvironment environment, ModelSession session, Graph graph, Optional<Padding> padding) {
        this.environment = environment;
        this.session = session;
        this.graph = graph;
        this.gathering = new Gathering(graph, padding);
        this.shapes = new OutputShapes(graph);
    }

    /**
     * The outputs of each call of a batch.
     *
     * @param inputs of each call, which fit together
     */
    List<Tensors> run(Batch<?> batch, List<Tensors> inputs) throws Exception {
        var slot = session.acquire();
        try {
            long run = slot.begin();
            batch.onCancel(() -> slot.terminate(run));
            return run(inputs, requested(batch), slot, sizes::isLarge);
        } catch (OrtException e) {
            if (batch.isCancelled()) {
                throw new ForgeException(ErrorCode.CANCELLED, "Nobody waits for the answer any more", e);
            }
            throw session.isClosed() ? ModelSession.unloaded() : RunFailures.of(e, inputs.size());
        } finally {
            slot.end();
            session.release(slot);
        }
    }

    /** The outputs that somebody has asked for; all where somebody has not said. */
    private Set<String> requested(Batch<?> batch) {
        var names = new LinkedHashSet<String>();
        for (int i = 0; i < batch.inputs().size(); i++) {
            var some = batch.call(i).requestedOutputs();
            if (some.isEmpty()) {
                return all();
            }
            names.addAll(some);
        }
        return names;
    }

    private Set<String> all() {
        var names = new LinkedHashSet<String>();
        graph.outputs().forEach(output -> names.add(output.name()));
        return names;
    }

    /**
     * Runs the model with zeros.
     *
     * @throws OrtException if it does not take them
     */
    void warmUp() throws OrtException {
        var inputs = Tensors.builder();
        graph.inputs().forEach(input -> inputs.add(input.name(), Zeros.of(input)));
        try {
            run(inputs.build());
        } catch (OrtException e) {
            if (!inPlace) {
                throw e;
            }
            // Perhaps its outputs have other shapes than it says, and cannot be written where they were to be.
            inPlace = false;
            try {
                run(inputs.build());
            } catch (OrtException again) {
                inPlace = true;
                throw again;
            }
        }
    }

    private void run(Tensors inputs) throws OrtException {
        var slot = session.acquire();
        try {
            slot.begin();
            run(List.of(inputs), all(), slot, bytes -> false);
        } finally {
            slot.end();
            session.release(slot);
        }
    }

    private List<Tensors> run(List<Tensors> parts, Set<String> requested, RunSlot slot, LongPredicate isLarge)
            throws OrtException {
        var gathered = gathering.gather(parts, slot);
        boolean large = isLarge.test(gathered.bytes());
        var written = new LinkedHashMap<String, Tensor>();
        var free = new LinkedHashSet<String>();
        try (var values = new NativeTensors(environment)) {
            for (var input : gathered.inputs()) {
                values.addInput(input);
            }
            var known = inPlace ? shapes.of(gathered.sizes()) : Map.<String, Shape>of();
            for (var output : graph.outputs()) {
                var shape = known.get(output.name());
                if (!requested.contains(output.name())) {
                    continue;
                }
                if (shape == null) {
                    free.add(output.name());
                    continue;
                }
                var buffer = slot.buffer("output " + output.name(), bytesOf(output, shape));
                values.addOutput(output.name(), output.type(), shape, buffer);
                written.put(output.name(), Tensor.of(output.type(), shape, buffer));
            }
            try (var result = session.session().run(values.inputs(), free, values.outputs(), slot.options(large))) {
                return split(parts.size(), gathered, outputs(requested, result, written));
            }
        } finally {
            if (large) {
                slot.forgetBuffers();
            }
        }
    }

    private static int bytesOf(GraphValue output, Shape shape) {
        return Math.toIntExact(shape.elements() * output.type().byteSize().orElseThrow());
    }

    /** The outputs of all calls together, in the model's order. */
    private Map<GraphValue, Tensor> outputs(
            Set<String> requested, OrtSession.Result result, Map<String, Tensor> written) throws OrtException {
        var outputs = new LinkedHashMap<GraphValue, Tensor>();
        for (var output : graph.outputs()) {
            if (requested.contains(output.name())) {
                var tensor = written.get(output.name());
                outputs.put(output, tensor != null ? tensor : FreeOutputs.copy(output, value(result, output.name())));
            }
        }
        return outputs;
    }

    private static OnnxTensor value(OrtSession.Result result, String name) {
        if (result.get(name).orElse(null) instanceof OnnxTensor tensor) {
            return tensor;
        }
        throw new IllegalStateException("The model has given no tensor as output '%s'".formatted(name));
    }

    private List<Tensors> split(int calls, Gathered gathered, Map<GraphValue, Tensor> outputs) {
        var answers = new ArrayList<Tensors>(calls);
        for (int i = 0; i < calls; i++) {
            var answer = Tensors.builder();
            for (var output : outputs.entrySet()) {
                answer.add(output.getKey().name(), gathering.scatter(output.getKey(), output.getValue(), gathered, i));
            }
            answers.add(answer.build());
        }
        return answers;
    }
}
