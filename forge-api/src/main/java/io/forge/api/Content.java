package io.forge.api;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;

/**
 * Bytes that are passed on as they are, with their media type.
 *
 * <p>As an input, the bytes are valid until the code returns or its future completes, and must not be written to. As an
 * output, they belong to Forge once the handler has returned them and must not change any more. Nothing is copied.
 *
 * @since 0.1
 */
public final class Content {

    private final String mediaType;
    private final ByteBuffer bytes;

    private Content(String mediaType, ByteBuffer bytes) {
        this.mediaType = requireNonNull(mediaType, "mediaType");
        this.bytes = requireNonNull(bytes, "bytes");
    }

    /**
     * Content over a buffer.
     *
     * @param mediaType the media type with its parameters, such as {@code image/png}
     * @param bytes the bytes between the buffer's position and limit
     * @return the content
     * @throws IllegalArgumentException if that is not a media type (RFC 9110, section 8.3.1)
     */
    public static Content of(String mediaType, ByteBuffer bytes) {
        return new Content(MediaTypeSyntax.check(mediaType), bytes);
    }

    /**
     * Content over an array.
     *
     * @param mediaType the media type with its parameters, such as {@code image/png}
     * @param bytes the bytes
     * @return the content
     * @throws IllegalArgumentException if that is not a media type (RFC 9110, section 8.3.1)
     */
    public static Content of(String mediaType, byte[] bytes) {
        return of(mediaType, ByteBuffer.wrap(bytes));
    }

    /**
     * Content of which nobody says what it is. As the output of a handler, it is sent as
     * {@code application/octet-stream}.
     *
     * @param bytes the bytes between the buffer's position and limit
     * @return the content, whose media type is empty
     */
    public static Content untyped(ByteBuffer bytes) {
        return new Content("", bytes);
    }

    /**
     * Content of which nobody says what it is. As the output of a handler, it is sent as
     * {@code application/octet-stream}.
     *
     * @param bytes the bytes
     * @return the content, whose media type is empty
     */
    public static Content untyped(byte[] bytes) {
        return untyped(ByteBuffer.wrap(bytes));
    }

    /**
     * The media type.
     *
     * @return as the client sent it, {@code application/octet-stream} where it sent none; empty where the content is
     *     {@linkplain #untyped untyped}
     */
    public String mediaType() {
        return mediaType;
    }

    /**
     * The bytes.
     *
     * @return a view of its own, from the first byte to the last; reading it does not change this content
     */
    public ByteBuffer bytes() {
        return bytes.duplicate();
    }

    @Override
    public String toString() {
        return "%s, %s bytes".formatted(mediaType.isEmpty() ? "untyped" : mediaType, bytes.remaining());
    }
}
