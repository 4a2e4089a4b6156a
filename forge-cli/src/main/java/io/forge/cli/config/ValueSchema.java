package io.forge.cli.config;

import io.forge.config.ByteSize;
import java.io.File;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The JSON Schema of single values, by their Java type. */
final class ValueSchema {

    private static final Map<Type, Map<String, Object>> TYPES = new HashMap<>();

    static {
        put(ordered("type", "string"), String.class, Path.class, File.class, ZoneId.class, Charset.class, Locale.class);
        put(ordered("type", "integer"), int.class, Integer.class, long.class, Long.class, BigInteger.class);
        put(ordered("type", "integer", "minimum", Byte.MIN_VALUE, "maximum", Byte.MAX_VALUE), byte.class, Byte.class);
        put(
                ordered("type", "integer", "minimum", Short.MIN_VALUE, "maximum", Short.MAX_VALUE),
                short.class,
                Short.class);
        put(ordered("type", "number"), double.class, Double.class, float.class, Float.class, BigDecimal.class);
        put(ordered("type", "boolean"), boolean.class, Boolean.class);
        // A digit is a character too.
        put(ordered("type", List.of("string", "integer"), "pattern", "^.$"), char.class, Character.class);
        put(ordered("type", "string", "pattern", "^\\d{1,9}(ms|s|m|h)$"), Duration.class);
        put(
                ordered("type", List.of("string", "integer"), "pattern", "^\\d{1,9}(KiB|MiB|GiB)?$", "minimum", 0),
                ByteSize.class);
        put(ordered("type", "string", "format", "uri-reference"), URI.class);
        put(ordered("type", "string", "format", "uri"), URL.class);
        put(ordered("type", "string", "format", "date"), LocalDate.class);
        put(ordered("type", "string", "pattern", "^\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?$"), LocalTime.class);
        put(ordered("type", "string", "pattern", "^\\d{4}-\\d{2}-\\d{2}T[0-9:.]+$"), LocalDateTime.class);
        put(
                ordered("type", "string", "pattern", "^\\d{4}-\\d{2}-\\d{2}T[0-9:.]+(Z|[+-][0-9:]+)$"),
                OffsetDateTime.class,
                Instant.class);
        put(ordered("type", "string", "pattern", "^[+-]?P[-+0-9YMWD]+$"), Period.class);
        put(ordered("type", "string", "format", "regex"), Pattern.class);
        put(ordered("type", "string", "format", "uuid"), UUID.class);
    }

    private ValueSchema() {}

    private static void put(Map<String, Object> schema, Class<?>... types) {
        for (var type : types) {
            TYPES.put(type, schema);
        }
    }

    /** The schema of a type; empty where it is an enum, or no single value. */
    static Optional<Map<String, Object>> of(Type type) {
        return Optional.ofNullable(TYPES.get(type));
    }

    static Map<String, Object> ordered(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
