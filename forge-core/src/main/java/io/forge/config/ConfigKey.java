package io.forge.config;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/**
 * One key that can be set, by the shape of the records.
 *
 * @param path the names from the top, such as {@code http}, {@code max-body}; {@link #ANY} where any name may stand
 * @param type what its value is
 * @param bounds between which values it must lie
 * @param computed how its default is found where it differs from machine to machine
 * @param defaultValue what holds where it is not set; empty where that is nothing, or belongs to a handler
 * @param section the record that has it
 * @param component what the record calls it
 */
public record ConfigKey(
        List<String> path,
        Type type,
        Optional<Between> bounds,
        Optional<String> computed,
        Optional<Object> defaultValue,
        Class<?> section,
        String component) {

    /** Stands in a path for a name that the user chooses. */
    public static final String ANY = "*";

    /** Copies the path. */
    public ConfigKey {
        path = List.copyOf(path);
    }

    /** The path as it is written: {@code http.max-body}, {@code handlers.NAME.dispatch}. */
    public String name() {
        return String.join(".", path).replace(ANY, "NAME");
    }
}
