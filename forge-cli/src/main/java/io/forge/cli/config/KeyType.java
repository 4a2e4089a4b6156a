package io.forge.cli.config;

import io.forge.config.Between;
import io.forge.config.ByteSize;
import io.forge.config.ConfigKey;
import io.forge.config.Node;
import io.forge.config.Values;
import java.io.File;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Says in a few words what may be written for a key, such as {@code whole number, 0 to 65535}. */
public final class KeyType {

    private KeyType() {}

    /** What may be written for a key. */
    public static String inWords(ConfigKey key) {
        return name(key.type()) + key.bounds().map(KeyType::words).orElse("");
    }

    private static String words(Between bounds) {
        return bounds.max().isEmpty()
                ? ", at least " + bounds.min()
                : ", %s to %s".formatted(bounds.min(), bounds.max());
    }

    private static String name(Type type) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            return generic.getRawType() == Map.class
                    ? "section of names, each " + name(arguments[arguments.length - 1])
                    : list(arguments[0]);
        }
        if (type instanceof Class<?> plain && plain.isArray()) {
            return list(plain.getComponentType());
        }
        if (type == Node.Section.class
                || (type instanceof Class<?> plain && plain.isRecord() && type != ByteSize.class)) {
            return "section";
        }
        if (type == Duration.class) {
            return "duration";
        }
        if (type == ByteSize.class) {
            return "size";
        }
        if (type == Path.class || type == File.class) {
            return "path";
        }
        return type == String.class ? "text" : Values.inWords(type, null).replaceFirst("^an? ", "");
    }

    private static String list(Type item) {
        return item == String.class ? "list of texts" : "list, each item: " + name(item);
    }
}
