package io.forge.json;

import io.forge.api.Content;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.runtime.Codec;
import io.forge.runtime.MediaType;
import java.nio.ByteBuffer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/** Reads and writes one type as JSON. */
final class JsonCodec<T> implements Codec<T> {

    private static final String MEDIA_TYPE = "application/json";

    /** The most digits that a double can have without an exponent. */
    private static final int MAX_DOUBLE_DIGITS = 308;

    private final ObjectReader reader;
    private final JsonOutputs outputs;
    private final JavaType type;

    JsonCodec(ObjectReader reader, ObjectWriter writer, JavaType type) {
        this.reader = reader;
        this.outputs = new JsonOutputs(writer);
        this.type = type;
    }

    @Override
    public String accepts() {
        return MEDIA_TYPE;
    }

    @Override
    public boolean reads(MediaType mediaType) {
        return mediaType.isJson() && mediaType.isUtf8();
    }

    @Override
    public T decode(Content body) {
        var bytes = body.bytes();
        int length = bytes.remaining();
        if (length == 0) {
            throw new ForgeException(
                    ErrorCode.INVALID_INPUT, "The body is empty: send JSON, %s".formatted(Words.of(type)));
        }
        T value = bytes.hasArray()
                ? decode(bytes.array(), bytes.arrayOffset() + bytes.position(), length)
                : decode(copy(bytes), 0, length);
        if (value == null) {
            throw new ForgeException(
                    ErrorCode.INVALID_INPUT, "The body must be %s but is null".formatted(Words.of(type)));
        }
        return value;
    }

    private static byte[] copy(ByteBuffer bytes) {
        var copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    private T decode(byte[] bytes, int offset, int length) {
        boolean exponent = JsonText.check(bytes, offset, length);
        try {
            if (exponent || length > MAX_DOUBLE_DIGITS) {
                try (JsonParser parser = reader.createParser(bytes, offset, length)) {
                    return reader.readValue(new FiniteNumbers(parser));
                }
            }
            return reader.readValue(bytes, offset, length);
        } catch (JacksonException e) {
            throw misfit(e);
        }
    }

    /** A record that refuses its values with a {@link ForgeException} has its say. */
    private static ForgeException misfit(JacksonException problem) {
        return problem.getCause() instanceof ForgeException told
                ? told
                : new ForgeException(ErrorCode.INVALID_INPUT, Words.of(problem), problem);
    }

    @Override
    public Content encode(T value) {
        return Content.of(MEDIA_TYPE, outputs.write(value));
    }

    @Override
    public ByteBuffer encodeItem(T item) {
        return ByteBuffer.wrap(outputs.write(item));
    }
}
