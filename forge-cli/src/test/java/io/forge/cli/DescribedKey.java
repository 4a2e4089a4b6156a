package io.forge.cli;

import io.forge.cli.config.KeyType;
import io.forge.config.ConfigKey;
import io.forge.config.Node;
import io.forge.config.Values;
import java.util.List;
import java.util.Map;

/**
 * A key as documents show it.
 *
 * @param key the key
 * @param description a sentence without its full stop
 */
record DescribedKey(ConfigKey key, String description) {

    String name() {
        return key.path().get(key.path().size() - 1);
    }

    /** The sections above it. */
    List<String> sections() {
        return key.path().subList(0, key.path().size() - 1);
    }

    /** What may be written, in few words. */
    String type() {
        return KeyType.inWords(key);
    }

    /** The default as it would be written; empty where there is none, or where it differs from machine to machine. */
    String writtenDefault() {
        if (key.computed().isPresent()) {
            return "";
        }
        return key.defaultValue().map(DescribedKey::written).orElse("");
    }

    private static String written(Object value) {
        if (value instanceof Map || value instanceof Node.Section) {
            return "{}";
        }
        return value instanceof List ? "[]" : Values.write(value);
    }
}
