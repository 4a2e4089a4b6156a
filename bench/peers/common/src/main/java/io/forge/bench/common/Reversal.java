package io.forge.bench.common;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values, each reversed, in the order in which they stood.
 *
 * @param data the reversed strings and arrays
 */
record Reversal(List<Object> data) {

    /**
     * Reverses a string by code point, and an array by its elements.
     *
     * @throws IllegalArgumentException where a value is neither
     */
    static Reversal of(Collection<@Nullable Object> values) {
        var data = new ArrayList<Object>(values.size());
        for (Object value : values) {
            data.add(reverse(value));
        }
        return new Reversal(data);
    }

    private static Object reverse(@Nullable Object value) {
        if (value instanceof String text) {
            return new StringBuilder(text).reverse().toString();
        }
        if (value instanceof List<?> elements) {
            var reversed = new ArrayList<Object>(elements);
            Collections.reverse(reversed);
            return reversed;
        }
        throw new IllegalArgumentException("A value is neither a string nor an array");
    }
}
