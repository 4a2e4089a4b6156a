package io.forge.handlers.reverse;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.TypeRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of an object, each reversed, in the order in which they stood.
 *
 * @param data the reversed strings and arrays
 */
public record Reversal(List<Object> data) {

    /** What is reversed: an object whose values are strings and arrays. */
    public static final TypeRef<Map<String, Object>> INPUT = new TypeRef<>() {};

    /** What comes of it. */
    public static final TypeRef<Reversal> OUTPUT = new TypeRef<>() {};

    /**
     * Reverses each value: a string by Unicode code point, so that a surrogate pair stays whole (a combining mark does
     * not stay with its letter); an array by its elements, which are left as they are.
     *
     * @throws ForgeException with {@code INVALID_INPUT} that names the key whose value is neither
     */
    public static Reversal of(Map<String, Object> values) {
        var data = new ArrayList<Object>(values.size());
        values.forEach((key, value) -> data.add(reverse(key, value)));
        return new Reversal(data);
    }

    private static Object reverse(String key, @Nullable Object value) {
        if (value instanceof String text) {
            return new StringBuilder(text.length()).append(text).reverse().toString();
        }
        if (value instanceof List<?> elements) {
            var reversed = new ArrayList<Object>(elements);
            Collections.reverse(reversed);
            return reversed;
        }
        throw new ForgeException(
                ErrorCode.INVALID_INPUT,
                "The value of '%s' must be a string or an array but is %s".formatted(key, describe(value)));
    }

    private static String describe(@Nullable Object value) {
        if (value instanceof Number) {
            return "a number";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        return value == null ? "null" : "an object";
    }
}
