package io.forge.json;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;

/** Reads a name in an object as the key of a map if it is written as Forge writes that key. */
final class ScalarKeyDeserializer extends KeyDeserializer {

    /** RFC 8259, section 6. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    private static final Pattern NOT_ZERO = Pattern.compile("[^eE]*[1-9].*");

    private final Scalar scalar;
    private final Class<?> type;
    private final KeyDeserializer jacksons;

    ScalarKeyDeserializer(Scalar scalar, Class<?> type, KeyDeserializer jacksons) {
        this.scalar = scalar;
        this.type = type;
        this.jacksons = jacksons;
    }

    @Override
    public @Nullable Object deserializeKey(String key, DeserializationContext context) {
        return switch (scalar.form()) {
            case NOTATION, TEXT, BYTES -> text(key, context);
            case WHOLE_NUMBER -> wholeNumber(key, context);
            case NUMBER -> number(key, context);
            case BOOLEAN, CONSTANT, NULL -> jacksons.deserializeKey(key, context);
        };
    }

    private @Nullable Object text(String key, DeserializationContext context) {
        var parse = scalar.parser();
        if (!scalar.admits(key)) {
            return wrong(key, context);
        }
        if (parse == null) {
            return jacksons.deserializeKey(key, context);
        }
        try {
            return parse.apply(key);
        } catch (RuntimeException e) { // Whatever the type's own parser throws.
            return wrong(key, context);
        }
    }

    /** Two names that mean one number would be two keys of the client's, and one of the map's. */
    private @Nullable Object wholeNumber(String key, DeserializationContext context) {
        Object value = jacksons.deserializeKey(key, context);
        return key.equals(String.valueOf(value)) ? value : wrong(key, context);
    }

    private @Nullable Object number(String key, DeserializationContext context) {
        if (!NUMBER.matcher(key).matches()) {
            return wrong(key, context);
        }
        Object value = jacksons.deserializeKey(key, context);
        return value instanceof Number number && isOther(number, key) ? wrong(key, context) : value;
    }

    private static boolean isOther(Number value, String key) {
        if (!(value instanceof Double || value instanceof Float)) {
            return false;
        }
        double number = value.doubleValue();
        return Double.isInfinite(number)
                || (number == 0 && NOT_ZERO.matcher(key).matches());
    }

    private @Nullable Object wrong(String key, DeserializationContext context) {
        return context.handleWeirdKey(type, key, "Not " + scalar.words());
    }
}
