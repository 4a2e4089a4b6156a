package io.forge.http.plain;

import io.forge.http.StreamForm;
import io.forge.runtime.Codec;
import java.nio.ByteBuffer;

/** A line of JSON for each item; a stream that failed breaks off, as a line has no room for anything else. */
record JsonLines<O>(Codec<O> codec) implements StreamForm<O> {

    @Override
    public String mediaType() {
        return "application/x-ndjson";
    }

    @Override
    public ByteBuffer item(O item) {
        var json = codec.encodeItem(item);
        return ByteBuffer.allocate(json.remaining() + 1)
                .put(json)
                .put((byte) '\n')
                .flip();
    }
}
