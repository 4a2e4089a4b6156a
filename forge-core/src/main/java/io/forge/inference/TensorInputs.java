package io.forge.inference;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.tensor.Signature;
import io.forge.tensor.Tensor;
import io.forge.tensor.Tensors;

/** What is wrong with tensors that a client has sent for a value of a Java type. */
final class TensorInputs {

    private TensorInputs() {}

    /** Refuses what is missing, unknown, or of another datatype or shape. */
    static void check(Signature signature, Tensors tensors) {
        try {
            signature.checkInputs(tensors);
        } catch (IllegalArgumentException e) {
            throw new ForgeException(ErrorCode.INVALID_INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    /** Reads a tensor that fits; what is wrong with an element names the input. */
    static Object read(String name, TensorType type, Tensor tensor) {
        try {
            return type.read(tensor);
        } catch (ForgeException e) {
            throw new ForgeException(e.code(), "Input '%s': %s".formatted(name, e.getMessage()), e);
        }
    }
}
