package io.forge.inference;

import io.forge.runtime.CallDetails;
import io.forge.tensor.Tensors;
import java.util.List;

/**
 * A request for inference.
 *
 * @param inputs the tensors that came
 * @param outputs those that are asked for; none: all
 * @param binary whether outputs that are not listed are to be sent as bytes
 * @param details what else it says
 */
public record InferenceRequest(Tensors inputs, List<RequestedOutput> outputs, boolean binary, CallDetails details) {}
