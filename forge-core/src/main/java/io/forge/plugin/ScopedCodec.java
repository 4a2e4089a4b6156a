package io.forge.plugin;

import io.forge.runtime.Codec;
import io.forge.runtime.MediaType;
import io.forge.runtime.Payload;
import java.nio.ByteBuffer;

/** A codec of a plugin's type, whose constructors and accessors run in the plugin's scope. */
final class ScopedCodec<T> implements Codec<T> {

    private final Codec<T> codec;
    private final PluginScope scope;

    ScopedCodec(Codec<T> codec, PluginScope scope) {
        this.codec = codec;
        this.scope = scope;
    }

    @Override
    public String accepts() {
        return codec.accepts();
    }

    @Override
    public boolean reads(MediaType mediaType) {
        return codec.reads(mediaType);
    }

    @Override
    public T decode(Payload body) {
        var before = scope.enter();
        try {
            return codec.decode(body);
        } finally {
            scope.leave(before);
        }
    }

    @Override
    public Payload encode(T value) {
        var before = scope.enter();
        try {
            return codec.encode(value);
        } finally {
            scope.leave(before);
        }
    }

    @Override
    public ByteBuffer encodeItem(T item) {
        var before = scope.enter();
        try {
            return codec.encodeItem(item);
        } finally {
            scope.leave(before);
        }
    }
}
