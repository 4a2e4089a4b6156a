package io.forge.inference;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.tensor.Tensor;
import io.forge.tensor.TensorSpec;
import io.forge.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The answer to a request for inference.
 *
 * @param model the model's name and version; empty where the answer does not say
 * @param id the id that came with the request; empty where none did
 * @param parameters what else the model says
 * @param outputs the tensors that are sent, in order
 */
public record InferenceResponse(ModelVersion model, String id, Map<String, Object> parameters, List<Output> outputs) {

    /**
     * Whose answer it is.
     *
     * @param name the model's name
     * @param version its version
     */
    public record ModelVersion(String name, String version) {

        /** Nobody's in particular. */
        public static final ModelVersion UNNAMED = new ModelVersion("", "");
    }

    /**
     * A tensor that is sent.
     *
     * @param name its name
     * @param tensor its datatype, shape and contents
     * @param binary whether its contents are sent as bytes, behind the JSON
     */
    public record Output(String name, Tensor tensor, boolean binary) {}

    /** As the other one, of a model that does not say which outputs it has: all that are asked for must be there. */
    public static InferenceResponse to(InferenceRequest request, ModelVersion model, Tensors tensors) {
        return to(request, model, List.of(), tensors);
    }

    /**
     * The answer that a request asks for.
     *
     * @param declared the outputs that the model says that it has: one that is not there this time is left out
     * @param tensors what the model has answered
     * @throws ForgeException with {@code INVALID_INPUT} if it asks for another output that is not there, or for classes
     *     of what has none
     */
    public static InferenceResponse to(
            InferenceRequest request, ModelVersion model, List<TensorSpec> declared, Tensors tensors) {
        return new InferenceResponse(
                model,
                request.details().id(),
                tensors.parameters(),
                request.outputs().isEmpty() ? all(request, tensors) : listed(request, declared, tensors));
    }

    private static List<Output> all(InferenceRequest request, Tensors tensors) {
        var outputs = new ArrayList<Output>(tensors.size());
        for (String name : tensors.names()) {
            outputs.add(new Output(name, tensors.get(name), request.binary()));
        }
        return outputs;
    }

    private static List<Output> listed(InferenceRequest request, List<TensorSpec> declared, Tensors tensors) {
        var outputs = new ArrayList<Output>(request.outputs().size());
        for (var requested : request.outputs()) {
            var tensor = tensors.find(requested.name());
            if (tensor.isPresent()) {
                outputs.add(output(requested, tensor.get()));
            } else if (!requested.isOneOf(declared)) {
                throw new ForgeException(
                        ErrorCode.INVALID_INPUT,
                        "Output '%s' is not in this answer, which has %s".formatted(requested.name(), tensors.names()));
            }
        }
        return outputs;
    }

    private static Output output(RequestedOutput requested, Tensor tensor) {
        var sent = requested.classes() == 0 ? tensor : Classification.of(requested.name(), tensor, requested.classes());
        return new Output(requested.name(), sent, requested.binary());
    }
}
