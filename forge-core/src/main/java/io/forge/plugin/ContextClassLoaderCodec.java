package io.forge.plugin;

import io.forge.runtime.CallDetails;
import io.forge.runtime.Codec;
import io.forge.runtime.MediaType;
import io.forge.runtime.Payload;
import java.nio.ByteBuffer;

/** A codec of a plugin's type, whose constructors and accessors run with the plugin's context class loader. */
final class ContextClassLoaderCodec<T> implements Codec<T> {

    private final Codec<T> codec;
    private final ContextClassLoader contextLoader;

    ContextClassLoaderCodec(Codec<T> codec, ContextClassLoader contextLoader) {
        this.codec = codec;
        this.contextLoader = contextLoader;
    }

    @Override
    public void requireReadable() {
        contextLoader.around(codec::requireReadable).run();
    }

    @Override
    public void requireWritable() {
        contextLoader.around(codec::requireWritable).run();
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
    public boolean tellsDetails() {
        return codec.tellsDetails();
    }

    @Override
    public T decode(String mediaType, ByteBuffer body) {
        var before = contextLoader.enter();
        try {
            return codec.decode(mediaType, body);
        } finally {
            contextLoader.leave(before);
        }
    }

    @Override
    public T decode(String mediaType, ByteBuffer body, CallDetails.Receiver receiver) {
        var before = contextLoader.enter();
        try {
            return codec.decode(mediaType, body, receiver);
        } finally {
            contextLoader.leave(before);
        }
    }

    @Override
    public Payload encode(T value, CallDetails details) {
        var before = contextLoader.enter();
        try {
            return codec.encode(value, details);
        } finally {
            contextLoader.leave(before);
        }
    }

    @Override
    public Payload encode(T value) {
        var before = contextLoader.enter();
        try {
            return codec.encode(value);
        } finally {
            contextLoader.leave(before);
        }
    }

    @Override
    public ByteBuffer encodeItem(T item) {
        var before = contextLoader.enter();
        try {
            return codec.encodeItem(item);
        } finally {
            contextLoader.leave(before);
        }
    }
}
