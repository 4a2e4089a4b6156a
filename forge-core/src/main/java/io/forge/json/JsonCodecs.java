package io.forge.json;

import io.forge.runtime.Codec;
import io.forge.runtime.Codecs;
import io.forge.tensor.Tensors;
import java.lang.reflect.Type;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;
import tools.jackson.databind.type.TypeFactory;

/**
 * The JSON codecs of one server, or of one plugin: they keep its classes alive as long as they live themselves.
 *
 * <p>Strict: what two readers could take for different things is refused. Unknown properties, missing ones of a record,
 * null where {@link RequiredArguments nothing allows it}, duplicate keys, trailing text, numbers in strings and strings for numbers are errors of the client.
 */
public final class JsonCodecs implements Codecs {

    private static final int MAX_DEPTH = 200;
    private static final int MAX_NUMBER_LENGTH = 1_000;
    private static final int MAX_NAME_LENGTH = 50_000;

    private final JsonMapper mapper;
    private final TensorsCodec tensors;

    /**
     * Codecs with a mapper of their own.
     *
     * @param maxBody bytes; no string in a document is longer
     */
    public JsonCodecs(long maxBody) {
        this(maxBody, TypeFactory.createDefaultInstance());
    }

    /**
     * Codecs with a mapper of their own, for the types of a plugin.
     *
     * @param maxBody bytes; no string in a document is longer
     * @param classLoader finds the classes that annotations name
     */
    public JsonCodecs(long maxBody, ClassLoader classLoader) {
        this(maxBody, TypeFactory.createDefaultInstance().withClassLoader(classLoader));
    }

    private JsonCodecs(long maxBody, TypeFactory types) {
        var settings = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .maxNameLength(MAX_NAME_LENGTH)
                        .maxStringLength((int) Math.min(maxBody, Integer.MAX_VALUE))
                        .build())
                .recyclerPool(new BufferRecyclers())
                // One generator writes many documents, each of them an answer of its own.
                .rootValueSeparator((String) null)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8);
        this.mapper = JsonMapper.builder(new StrictJsonFactory(settings))
                .typeFactory(types)
                .addModule(StrictValues.module())
                .addModule(RequiredArguments.module())
                .addHandler(new MissingSubtypes())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .withCoercionConfigDefaults(config -> config.setAcceptBlankAsEmpty(false)
                        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.EmptyArray, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.EmptyObject, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Textual,
                        config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
        this.tensors = new TensorsCodec(new InferenceJson(maxBody));
    }

    @Override
    public Codec<?> of(Type type) {
        if (type == Tensors.class) {
            return tensors;
        }
        return new JsonCodec<>(mapper, mapper.constructType(type));
    }
}
