package io.forge.json;

import io.forge.runtime.ByteSize;
import io.forge.runtime.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Binds sections of the configuration to records, and says in a sentence what does not fit. */
public final class RecordBinder {

    private static final TypeReference<Map<String, Object>> SECTION = new TypeReference<>() {};

    private final JsonMapper mapper = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addModule(new SimpleModule()
                    .addSerializer(Duration.class, new DurationWriter())
                    .addDeserializer(Duration.class, new DurationReader())
                    .addSerializer(ByteSize.class, new SizeWriter())
                    .addDeserializer(ByteSize.class, new SizeReader()))
            .build();

    /**
     * Binds a section.
     *
     * @param type a record
     * @param section keys and values
     * @param path where the section stands, such as {@code handlers.sleep.config}; empty at the top
     * @throws IllegalArgumentException if it does not fit; the message names key, value and what was expected
     */
    public <C> C bind(Class<C> type, Map<String, ?> section, String path) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(
                    "A configuration is bound to a record, which %s is not".formatted(type.getName()));
        }
        try {
            return mapper.convertValue(section, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(describe(e, path), e);
        }
    }

    /**
     * Binds a section over defaults: what it leaves out is taken from them, at every depth.
     *
     * @param defaults a record with every component set
     * @param section keys and values
     * @throws IllegalArgumentException if it does not fit; the message names key, value and what was expected
     */
    @SuppressWarnings("unchecked") // A record's class is the class of its type.
    public <C extends Record> C bindOver(C defaults, Map<String, ?> section) {
        Map<String, Object> all = mapper.convertValue(defaults, SECTION);
        return bind((Class<C>) defaults.getClass(), overlay(all, section), "");
    }

    private static Map<String, Object> overlay(Map<String, Object> below, Map<String, ?> above) {
        var result = new LinkedHashMap<String, Object>(below);
        above.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner && below.get(key) instanceof Map<?, ?> outer) {
                result.put(key, overlay(named(outer), named(inner)));
            } else {
                result.put(key, value);
            }
        });
        return result;
    }

    private static Map<String, Object> named(Map<?, ?> map) {
        var result = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> result.put(String.valueOf(key), value));
        return result;
    }

    private static String describe(JacksonException problem, String path) {
        String inner = Words.path(problem);
        String key = path.isEmpty() || inner.isEmpty() ? path + inner : path + "." + inner;
        if (problem instanceof UnrecognizedPropertyException unknown) {
            return "Unknown key '%s'%s"
                    .formatted(key, Words.nearest(unknown.getPropertyName(), unknown.getKnownPropertyIds()));
        }
        if (problem instanceof MismatchedInputException mismatch) {
            return describe(mismatch, key);
        }
        var cause = Optional.ofNullable(problem.getCause()).map(Throwable::getMessage);
        return "Key '%s' does not fit: %s".formatted(key, cause.orElseGet(problem::getOriginalMessage));
    }

    private static String describe(MismatchedInputException mismatch, String key) {
        var type = mismatch.getTargetType();
        if (type == Duration.class || type == ByteSize.class) {
            return "Key '%s' must be %s".formatted(key, mismatch.getOriginalMessage());
        }
        var found = mismatch.getCurrentToken();
        String expected = type == null ? "something else" : expected(type);
        return "Key '%s' must be %s but is %s".formatted(key, expected, found == null ? "missing" : Words.of(found));
    }

    private static String expected(Class<?> type) {
        if (!type.isEnum()) {
            return Words.of(type);
        }
        return Words.of(type).toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static final class DurationWriter extends ValueSerializer<Duration> {

        @Override
        public void serialize(Duration value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(Durations.format(value));
        }
    }

    private static final class DurationReader extends ValueDeserializer<Duration> {

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) {
            String text = parser.getString();
            try {
                return Durations.parse(text);
            } catch (IllegalArgumentException e) {
                throw mismatch(parser, Duration.class, e, text);
            }
        }
    }

    private static final class SizeWriter extends ValueSerializer<ByteSize> {

        @Override
        public void serialize(ByteSize value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(value.toString());
        }
    }

    private static final class SizeReader extends ValueDeserializer<ByteSize> {

        @Override
        public ByteSize deserialize(JsonParser parser, DeserializationContext context) {
            String text = parser.getString();
            try {
                return ByteSize.parse(text);
            } catch (IllegalArgumentException e) {
                throw mismatch(parser, ByteSize.class, e, text);
            }
        }
    }

    private static MismatchedInputException mismatch(
            JsonParser parser, Class<?> type, IllegalArgumentException expected, String found) {
        return MismatchedInputException.from(parser, type, "%s but is '%s'".formatted(expected.getMessage(), found));
    }
}
