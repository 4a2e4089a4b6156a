package io.forge.runtime;

import java.nio.ByteBuffer;

/**
 * Bytes on their way in or out, with their media type; unlike {@code Content}, for one reader and without a view of its own.
 *
 * @param mediaType the media type; empty where there is nothing
 * @param bytes the bytes between position and limit
 */
public record Payload(String mediaType, ByteBuffer bytes) {

    /** Nothing. */
    public static final Payload EMPTY = new Payload("", ByteBuffer.allocate(0).asReadOnlyBuffer());
}
