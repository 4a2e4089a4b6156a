package io.forge.runtime;

import java.lang.reflect.Type;

/** Finds the codec of a type. */
@FunctionalInterface
public interface Codecs {

    /**
     * The codec of a type, prepared once and kept by whoever asks.
     *
     * @throws IllegalArgumentException if the type can neither be read nor written
     */
    Codec<?> of(Type type);
}
