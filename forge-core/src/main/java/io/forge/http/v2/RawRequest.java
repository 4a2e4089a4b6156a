package io.forge.http.v2;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.inference.InferenceRequest;
import io.forge.runtime.CallDetails;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Signature;
import io.forge.tensor.Tensor;
import io.forge.tensor.TensorSpec;
import io.forge.tensor.Tensors;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A body that is nothing but the contents of the model's only input; all outputs are sent as bytes.
 *
 * <p>The shape is that of the input, in which one dimension may follow from the length. A text or an image needs no length
 * before it: the whole body is the one element of {@code BYTES}.
 */
final class RawRequest {

    private RawRequest() {}

    /**
     * The request that a body is.
     *
     * @param signature of the model
     * @throws ForgeException with {@code INVALID_INPUT} if the model takes no such request, or not with this length
     */
    static InferenceRequest read(Signature signature, ByteBuffer body) {
        if (signature.inputs().size() != 1) {
            throw invalid(
                    "A raw binary request is for models that declare one input, and this one declares %s: send JSON"
                            .formatted(signature.inputs().size()));
        }
        var spec = signature.inputs().get(0);
        var tensor = spec.type() == DataType.BYTES ? element(spec, body) : numbers(spec, body);
        return new InferenceRequest(Tensors.of(spec.name(), tensor), List.of(), true, CallDetails.NONE);
    }

    private static Tensor element(TensorSpec spec, ByteBuffer body) {
        if (spec.shape().rank() != 1) {
            throw invalid("A raw binary request has one element of BYTES, but input %s has another shape: send JSON"
                    .formatted(spec));
        }
        return Tensor.ofElements(Shape.of(1), List.of(body));
    }

    private static Tensor numbers(TensorSpec spec, ByteBuffer body) {
        var dimensions = spec.shape().dimensions();
        long known = spec.type().byteSize().orElseThrow();
        int open = -1;
        for (int axis = 0; axis < dimensions.length; axis++) {
            if (dimensions[axis] != Shape.ANY) {
                known = multiply(spec, known, dimensions[axis]);
            } else if (open < 0) {
                open = axis;
            } else {
                throw invalid(
                        "The shape of input %s does not follow from the length of the body: send JSON".formatted(spec));
            }
        }
        int size = body.remaining();
        if (open >= 0) {
            dimensions[open] = known == 0 ? 0 : size / known;
            known = known * dimensions[open];
        }
        if (known != size) {
            throw invalid("Input %s does not have %s bytes, which the body has".formatted(spec, size));
        }
        try {
            return Tensor.of(spec.type(), Shape.of(dimensions), body);
        } catch (IllegalArgumentException e) {
            throw new ForgeException(
                    ErrorCode.INVALID_INPUT, "Input '%s': %s".formatted(spec.name(), e.getMessage()), e);
        }
    }

    private static long multiply(TensorSpec spec, long known, long dimension) {
        try {
            return Math.multiplyExact(known, dimension);
        } catch (ArithmeticException e) {
            throw new ForgeException(ErrorCode.INVALID_INPUT, "Input %s is larger than any body".formatted(spec), e);
        }
    }

    private static ForgeException invalid(String message) {
        return new ForgeException(ErrorCode.INVALID_INPUT, message);
    }
}
