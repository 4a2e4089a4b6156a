package io.forge.json;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Bytes that can be had without a copy: a large document is there once, and not twice. */
final class GrowingBytes extends ByteArrayOutputStream {

    GrowingBytes() {
        super(1 << 10);
    }

    ByteBuffer all() {
        return ByteBuffer.wrap(buf, 0, count);
    }
}
