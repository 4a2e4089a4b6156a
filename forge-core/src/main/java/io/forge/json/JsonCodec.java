package io.forge.json;

import io.forge.api.ForgeException;
import io.forge.runtime.Codec;
import io.forge.runtime.MediaType;
import io.forge.runtime.Payload;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes one type as JSON. */
final class JsonCodec<T> implements Codec<T> {

    /** Bytes of a document for which a parser of its own would be most of the work. */
    private static final int MAX_SMALL = 308;

    private final JsonMapper mapper;
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final ObjectPool<JsonInput<T>> inputs = new ObjectPool<>();
    private final ObjectPool<JsonOutput> outputs = new ObjectPool<>();
    private final JavaType type;
    private final TypeDescriptions types;
    private final InputMessages words;

    JsonCodec(JsonMapper mapper, JavaType type) {
        this.mapper = mapper;
        this.reader = mapper.readerFor(type);
        this.writer = WritableTypes.writer(mapper, type);
        this.type = type;
        this.types = new TypeDescriptions(reader.getConfig());
        this.words = new InputMessages(types);
    }

    @Override
    public void requireReadable() {
        new ReadableTypes(mapper._deserializationContext()).check(type);
    }

    @Override
    public void requireWritable() {
        new WritableTypes(mapper._serializationContext()).check(type);
    }

    @Override
    public String accepts() {
        return JsonOutput.MEDIA_TYPE;
    }

    @Override
    public boolean reads(MediaType mediaType) {
        return mediaType.isJson() && mediaType.isUtf8();
    }

    @Override
    public T decode(String mediaType, ByteBuffer body) {
        int length = body.remaining();
        if (length == 0) {
            throw InvalidInput.because("The body is empty: send JSON, %s".formatted(types.of(type)));
        }
        T value = body.hasArray()
                ? decode(body.array(), body.arrayOffset() + body.position(), length)
                : decode(copy(body), 0, length);
        if (value == null) {
            throw InvalidInput.because("The body must be %s but is null".formatted(types.of(type)));
        }
        return value;
    }

    private static byte[] copy(ByteBuffer bytes) {
        var copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    private T decode(byte[] bytes, int offset, int length) {
        JsonText.check(bytes, offset, length);
        if (length <= MAX_SMALL && JsonInput.isFor(bytes, offset)) {
            T value = decodeSmall(bytes, offset, length);
            if (value != null) {
                return value;
            }
        }
        try {
            return reader.readValue(bytes, offset, length);
        } catch (StreamReadException e) {
            throw JsonInput.isCut((StrictJsonFactory) reader.parserFactory(), bytes, offset, length)
                    ? InvalidInput.because(InputMessages.ofCut(e), e)
                    : misfit(e);
        } catch (MissingProperties e) {
            throw InvalidInput.because(words.of(e, unknownBeside(e, bytes, offset, length)), e);
        } catch (JacksonException e) {
            throw misfit(e);
        }
    }

    /** What is unknown in the object that lacks something. */
    private Optional<UnrecognizedPropertyException> unknownBeside(
            MissingProperties missing, byte[] bytes, int offset, int length) {
        try {
            CompleteArguments.goingOn(reader).readValue(bytes, offset, length);
        } catch (UnrecognizedPropertyException e) {
            return Optional.of(e).filter(unknown -> InputMessages.isIn(unknown, missing));
        } catch (RuntimeException e) { // Of whatever was made from less than it needs.
            return Optional.empty();
        }
        return Optional.empty();
    }

    private @Nullable T decodeSmall(byte[] bytes, int offset, int length) {
        var kept = inputs.take();
        var input = kept == null ? new JsonInput<T>(reader) : kept;
        T value = input.read(bytes, offset, length);
        if (value != null && input.isReusable()) {
            inputs.giveBack(input);
        }
        return value;
    }

    /** A record that refuses its values with a {@link ForgeException} has its say. */
    private ForgeException misfit(JacksonException problem) {
        return problem.getCause() instanceof ForgeException told
                ? told
                : InvalidInput.because(words.of(problem), problem);
    }

    @Override
    public Payload encode(T value) {
        var kept = outputs.take();
        var output = kept == null ? new JsonOutput(writer) : kept;
        Payload document = output.write(writer, value);
        if (output.isSmall()) {
            outputs.giveBack(output);
        }
        return document;
    }

    @Override
    public ByteBuffer encodeItem(T item) {
        return encode(item).inOnePiece();
    }
}
