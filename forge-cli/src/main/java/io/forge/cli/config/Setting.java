package io.forge.cli.config;

import java.util.List;

/**
 * One key with the value that holds.
 *
 * @param path the key, from the top
 * @param value as it would be written
 * @param origin where it was set, or {@code default}
 */
public record Setting(List<String> path, String value, String origin) {

    /** Copies the path. */
    public Setting {
        path = List.copyOf(path);
    }

    /** The key with its sections, joined by dots. */
    public String key() {
        return String.join(".", path);
    }
}
