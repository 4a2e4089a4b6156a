package io.forge.runtime;

import io.forge.api.ForgeException;
import java.nio.ByteBuffer;

/**
 * Turns one type into bytes and bytes into it; safe for use by several threads.
 *
 * @param <T> the type
 */
public interface Codec<T> {

    /**
     * Refuses a type of which no body could ever be a value.
     *
     * @throws IllegalArgumentException that names what in the type is wrong, and says what to do
     */
    default void requireReadable() {}

    /**
     * Refuses a type whose values can never be written.
     *
     * @throws IllegalArgumentException that names what in the type is wrong, and says what to do
     */
    default void requireWritable() {}

    /** The media types that {@link #decode} reads, as an {@code Accept} header would say it. */
    String accepts();

    /** Whether {@link #decode} reads a body of this media type; never called where the client sent no type. */
    boolean reads(MediaType mediaType);

    /**
     * Reads a value.
     *
     * @param mediaType what the bytes are said to be; never empty
     * @param body the bytes; a value made of them may share them
     * @throws ForgeException with {@code INVALID_INPUT} if they are not a value of the type
     */
    T decode(String mediaType, ByteBuffer body);

    /** Whether a body may say something beside its value, which a receiver is told. */
    default boolean tellsDetails() {
        return false;
    }

    /**
     * As {@link #decode(String, ByteBuffer)}, for who wants to know what the body says beside the value.
     *
     * @param receiver is told, if the body says anything
     */
    default T decode(String mediaType, ByteBuffer body, CallDetails.Receiver receiver) {
        return decode(mediaType, body);
    }

    /**
     * Writes a value.
     *
     * @throws RuntimeException if the value cannot be written, which is a fault of the handler
     */
    Payload encode(T value);

    /**
     * As {@link #encode(Object)}, for a request that said more than its input.
     *
     * @param details what {@link #decode(String, ByteBuffer, CallDetails.Receiver)} has told
     * @throws ForgeException if that cannot be done as it was asked for
     */
    default Payload encode(T value, CallDetails details) {
        return encode(value);
    }

    /** Writes a value as one line of text without a line break in it: an item of a stream. */
    ByteBuffer encodeItem(T item);
}
