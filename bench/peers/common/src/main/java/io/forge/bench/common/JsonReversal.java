package io.forge.bench.common;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.core.util.RecyclerPool;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers the JSON of a request with the JSON of its reversal: reader and writer prepared, with Forge's settings.
 *
 * <p>Thread safe.
 */
public final class JsonReversal {

    private static final long SLEEP_MILLIS = 3_000;

    private final ObjectReader reader;
    private final ObjectWriter writer;

    private JsonReversal(RecyclerPool<BufferRecycler> buffers) {
        var factory = JsonFactory.builder()
                .recyclerPool(buffers)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .build();
        var mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        this.reader = mapper.readerFor(new TypeReference<Map<String, @Nullable Object>>() {});
        this.writer = mapper.writerFor(Reversal.class);
    }

    /** Keeps Jackson's buffers with the thread, which serves many requests. */
    public static JsonReversal onPlatformThreads() {
        return new JsonReversal(JsonRecyclerPools.threadLocalPool());
    }

    /** Shares Jackson's buffers, as a virtual thread ends after one request. */
    public static JsonReversal onVirtualThreads() {
        return new JsonReversal(JsonRecyclerPools.newConcurrentDequePool());
    }

    /**
     * Answers {@code POST /reverse}.
     *
     * @throws IllegalArgumentException where the body is not an object of strings and arrays
     */
    public byte[] reverse(byte[] body) {
        Map<String, @Nullable Object> values;
        try {
            values = reader.readValue(body);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("The body is not a JSON object", e);
        }
        if (values == null) {
            throw new IllegalArgumentException("The body is null and not a JSON object");
        }
        return writer.writeValueAsBytes(Reversal.of(values.values()));
    }

    /** Answers {@code POST /sleep}: as {@link #reverse}, after a wait that blocks its thread for 3 s. */
    public byte[] sleep(byte[] body) {
        try {
            Thread.sleep(SLEEP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted: the server stops", e);
        }
        return reverse(body);
    }
}
