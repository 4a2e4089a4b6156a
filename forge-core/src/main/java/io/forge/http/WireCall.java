package io.forge.http;

import io.forge.api.ForgeException;
import io.forge.runtime.CallDetails;
import java.nio.ByteBuffer;

/**
 * What carries one call: may keep what it has read for what it writes, or be the same for all where it keeps nothing.
 *
 * <p>Each method is called once at most for a call, on the thread of the handler's code or, for an answer that comes later, on the one
 * that brings it; the calls follow each other in memory.
 *
 * @param <I> the handler's input type
 * @param <O> the handler's output type
 */
public interface WireCall<I, O> {

    /**
     * Reads the input.
     *
     * @param head of the request whose call this is
     * @param body the bytes, which nobody else changes; a value made of them may share them
     * @throws ForgeException with {@code INVALID_INPUT} if they are no input
     */
    I read(RequestHead head, ByteBuffer body);

    /** What the request said beside its input; known once that was read. */
    default CallDetails details() {
        return CallDetails.NONE;
    }

    /**
     * Writes the answer.
     *
     * @throws ForgeException if it cannot be written as the client asks for it
     * @throws RuntimeException if the value cannot be written, which is a fault of the handler
     */
    Reply write(O output);

    /** How the items of a stream are written, to the client that sent this head. */
    StreamForm<O> stream(RequestHead head);
}
