package io.forge.cli;

import java.util.List;

/**
 * One key with the value that holds.
 *
 * @param path the key, from the top
 * @param value as it would be written
 * @param origin where it was set, or {@code default}
 */
record Setting(List<String> path, String value, String origin) {

    /** Copies the path. */
    Setting {
        path = List.copyOf(path);
    }

    /** The key with its sections, joined by dots. */
    String key() {
        return String.join(".", path);
    }
}
