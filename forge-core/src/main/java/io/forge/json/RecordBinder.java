package io.forge.json;

import io.forge.runtime.ByteSize;
import io.forge.runtime.Durations;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import tools.jackson.databind.cfg.EnumFeature;
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
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
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
            throw new IllegalArgumentException(describe(e, section, path), e);
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
            } else if (value != null || !below.containsKey(key)) {
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

    private static String describe(JacksonException problem, Map<String, ?> section, String path) {
        String inner = Words.path(problem);
        String key = path.isEmpty() || inner.isEmpty() ? path + inner : path + "." + inner;
        if (problem instanceof UnrecognizedPropertyException unknown) {
            return "Unknown key '%s'%s"
                    .formatted(key, Words.nearest(unknown.getPropertyName(), unknown.getKnownPropertyIds()));
        }
        if (problem instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return "Key '%s' must be %s but is %s"
                    .formatted(key, expected(mismatch.getTargetType()), found(section, problem));
        }
        var cause = Optional.ofNullable(problem.getCause()).map(Throwable::getMessage);
        return "Key '%s' does not fit: %s".formatted(key, cause.orElseGet(problem::getOriginalMessage));
    }

    private static String expected(Class<?> type) {
        if (type == Duration.class) {
            return Durations.FORM_IN_WORDS;
        }
        if (type == ByteSize.class) {
            return ByteSize.FORM_IN_WORDS;
        }
        return type.isEnum() || type.isRecord() ? kebab(Words.of(type)) : Words.of(type);
    }

    private static String kebab(String names) {
        return names.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").replace('_', '-').toLowerCase(Locale.ROOT);
    }

    private static String found(Map<String, ?> section, JacksonException problem) {
        Object value = section;
        for (var step : problem.getPath()) {
            if (value instanceof Map<?, ?> map) {
                value = map.get(step.getPropertyName());
            } else if (value instanceof List<?> list) {
                value = list.get(step.getIndex());
            }
        }
        if (value == null) {
            return "missing";
        }
        if (value instanceof Map<?, ?>) {
            return "an object";
        }
        return value instanceof Collection<?> ? "an array" : Words.shown(value.toString());
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
            try {
                return Durations.parse(parser.getString());
            } catch (IllegalArgumentException e) {
                throw MismatchedInputException.from(parser, Duration.class, e.getMessage());
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
            try {
                return ByteSize.parse(parser.getString());
            } catch (IllegalArgumentException e) {
                throw MismatchedInputException.from(parser, ByteSize.class, e.getMessage());
            }
        }
    }
}
