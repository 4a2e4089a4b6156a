package io.forge.inference;

import io.forge.tensor.TensorSpec;
import java.util.List;

/**
 * An output that a request asks for.
 *
 * @param name the output's name
 * @param binary whether it is to be sent as bytes and not as JSON
 * @param classes how many of its largest values are asked for in place of the tensor; 0: the tensor
 */
public record RequestedOutput(String name, boolean binary, long classes) {

    /** The tensor itself. */
    public RequestedOutput(String name, boolean binary) {
        this(name, binary, 0);
    }

    /** Whether it is one of these. */
    boolean isOneOf(List<TensorSpec> specs) {
        for (var spec : specs) {
            if (spec.name().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
