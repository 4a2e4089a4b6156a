package io.forge.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The contents of a tensor while they are written; they grow as they need to. */
final class TensorContents {

    private static final int FIRST = 64;

    private ByteBuffer bytes = ByteBuffer.allocate(FIRST).order(ByteOrder.LITTLE_ENDIAN);

    /** The buffer, with room for so many bytes more. */
    ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            int capacity = Math.max(2 * bytes.capacity(), Math.addExact(bytes.position(), more));
            bytes = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN).put(bytes.flip());
        }
        return bytes;
    }

    /** All that was written; nothing can be added any more. */
    ByteBuffer all() {
        return bytes.flip();
    }
}
