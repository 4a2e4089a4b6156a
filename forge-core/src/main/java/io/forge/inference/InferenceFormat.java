package io.forge.inference;

import io.forge.api.ForgeException;
import io.forge.runtime.Payload;
import java.nio.ByteBuffer;

/**
 * The bodies of the Open Inference Protocol over HTTP, with its extension for binary tensors; safe for use by several
 * threads.
 *
 * @see <a href="https://github.com/kserve/open-inference-protocol">Open Inference Protocol</a>
 */
public interface InferenceFormat {

    /** The media type of a body that is JSON alone. */
    String JSON = "application/json";

    /**
     * Reads a request.
     *
     * @param body JSON, followed by the contents of its binary tensors, which the tensors share
     * @param jsonLength bytes of the JSON, at most as many as there are
     * @throws ForgeException with {@code INVALID_INPUT} that says what is wrong, and with which input
     */
    InferenceRequest read(ByteBuffer body, int jsonLength);

    /**
     * Writes the JSON of an answer.
     *
     * @return without the contents of binary tensors, which follow in their order
     * @throws ForgeException with {@code INVALID_INPUT} if a tensor that was not asked for as bytes cannot be written as
     *     JSON
     */
    Payload write(InferenceResponse response);
}
