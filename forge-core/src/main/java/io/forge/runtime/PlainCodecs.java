package io.forge.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.forge.api.Content;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** The codecs of the three types that need no format: raw bytes, text and nothing. */
public final class PlainCodecs implements Codecs {

    private final Codecs others;

    /** Codecs that know the three plain types and leave every other type to {@code others}. */
    public PlainCodecs(Codecs others) {
        this.others = others;
    }

    @Override
    @SuppressWarnings("unchecked") // A codec is found by the very type that it is for.
    public Codec<?> of(Type type) {
        if (type == Content.class) {
            return new Raw();
        }
        if (type == String.class) {
            return new Text((Codec<String>) others.of(String.class));
        }
        if (type == Void.class) {
            return new Nothing();
        }
        return others.of(type);
    }

    private static UnsupportedOperationException notAnItem(String what) {
        return new UnsupportedOperationException(what + " cannot be an item of a stream");
    }

    private static final class Raw implements Codec<Content> {

        @Override
        public String accepts() {
            return "*/*";
        }

        @Override
        public boolean reads(MediaType mediaType) {
            return true;
        }

        @Override
        public Content decode(String mediaType, ByteBuffer body) {
            try {
                return Content.of(mediaType, body.asReadOnlyBuffer());
            } catch (IllegalArgumentException e) {
                throw Refusals.noMediaType(mediaType, e);
            }
        }

        @Override
        public Payload encode(Content value) {
            String mediaType = value.mediaType().isEmpty() ? Payload.ANY_BYTES : value.mediaType();
            return new Payload(mediaType, value.bytes());
        }

        @Override
        public ByteBuffer encodeItem(Content item) {
            throw notAnItem("Content");
        }
    }

    private static final class Text implements Codec<String> {

        private final Codec<String> quoted;

        private Text(Codec<String> quoted) {
            this.quoted = quoted;
        }

        @Override
        public String accepts() {
            return "text/plain";
        }

        @Override
        public boolean reads(MediaType mediaType) {
            return mediaType.type().startsWith("text/") && mediaType.isUtf8();
        }

        @Override
        public String decode(String mediaType, ByteBuffer body) {
            try {
                return UTF_8.newDecoder().decode(body.duplicate()).toString();
            } catch (CharacterCodingException e) {
                throw new ForgeException(ErrorCode.INVALID_INPUT, "The body is not UTF-8 text: send it as UTF-8", e);
            }
        }

        @Override
        public Payload encode(String value) {
            return new Payload("text/plain; charset=utf-8", UTF_8.encode(value));
        }

        @Override
        public ByteBuffer encodeItem(String item) {
            return quoted.encodeItem(item);
        }
    }

    private static final class Nothing implements Codec<Void> {

        @Override
        public String accepts() {
            return "";
        }

        @Override
        public boolean reads(MediaType mediaType) {
            return true;
        }

        @Override
        @SuppressWarnings("NullAway") // Void has no other value.
        public Void decode(String mediaType, ByteBuffer body) {
            if (body.hasRemaining()) {
                throw new ForgeException(ErrorCode.INVALID_INPUT, "This handler takes no input: send no body");
            }
            return null;
        }

        @Override
        public Payload encode(Void value) {
            return Payload.EMPTY;
        }

        @Override
        public ByteBuffer encodeItem(Void item) {
            throw notAnItem("Nothing");
        }
    }
}
