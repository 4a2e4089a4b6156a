package io.forge.cli;

import io.forge.config.Between;
import io.forge.config.ByteSize;
import io.forge.config.ConfigKey;
import io.forge.config.Node;
import io.forge.config.Values;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
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
        String bounds = key.bounds().map(DescribedKey::words).orElse("");
        return typeName(key.type()) + bounds;
    }

    private static String words(Between bounds) {
        return bounds.max().isEmpty()
                ? ", at least " + bounds.min()
                : ", %s to %s".formatted(bounds.min(), bounds.max());
    }

    private static String typeName(Type type) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class
                    ? "list of texts"
                    : "section of names, each " + typeName(arguments[arguments.length - 1]);
        }
        if (type == Node.Section.class) {
            return "section";
        }
        if (type == Duration.class) {
            return "duration";
        }
        if (type == ByteSize.class) {
            return "size";
        }
        if (type == String.class) {
            return "text";
        }
        if (type == Path.class) {
            return "path";
        }
        return Values.inWords(type, null).replaceFirst("^an? ", "");
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
