package io.forge.runtime;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Bytes on their way in or out, with their media type; unlike {@code Content}, for one reader and without a view of its own.
 *
 * @param mediaType the media type; empty where there is nothing
 * @param bytes the bytes between position and limit
 * @param tail what follows them, each between position and limit; on the way out only, so that nothing has to be copied
 */
public record Payload(String mediaType, ByteBuffer bytes, List<ByteBuffer> tail) {

    /** The media type of bytes of which nobody says what they are. */
    public static final String ANY_BYTES = "application/octet-stream";

    /** Nothing. */
    public static final Payload EMPTY = new Payload("", ByteBuffer.allocate(0).asReadOnlyBuffer());

    /** Bytes in one piece. */
    public Payload(String mediaType, ByteBuffer bytes) {
        this(mediaType, bytes, List.of());
    }
}
