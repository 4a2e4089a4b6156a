package io.forge.json;

import java.nio.ByteBuffer;

/** The bytes behind the JSON of a request, taken piece by piece in the order of its binary tensors. */
final class BinaryContents {

    private final ByteBuffer bytes;

    BinaryContents(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** The next piece, not copied. */
    ByteBuffer take(String what, long size) {
        if (size > bytes.remaining()) {
            throw InvalidInput.because(
                    "%s has binary_data_size %s, but only %s bytes are left of those behind the JSON: send all of them"
                            .formatted(what, size, bytes.remaining()));
        }
        var piece = bytes.slice(bytes.position(), (int) size);
        bytes.position(bytes.position() + (int) size);
        return piece;
    }

    /** Refuses bytes that no tensor has asked for. */
    void requireNoneLeft() {
        if (bytes.hasRemaining()) {
            throw InvalidInput.because(
                    "%s bytes behind the JSON belong to no input: give each binary input its binary_data_size"
                            .formatted(bytes.remaining()));
        }
    }
}
