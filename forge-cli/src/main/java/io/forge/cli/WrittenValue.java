package io.forge.cli;

import io.forge.config.ConfigKey;
import io.forge.config.Node;
import io.forge.config.Node.Section;
import io.forge.config.Nodes;
import io.forge.config.Origin;
import io.forge.config.YamlFile;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the value of a key that stands in one word, in an option or an environment variable. */
final class WrittenValue {

    private static final Pattern PAIRS = Pattern.compile("[^=,]+=[^=,]+(,[^=,]+=[^=,]+)*");

    private WrittenValue() {}

    /**
     * A section in which a key has a value.
     *
     * @param dotted the key; behind the name of a section of names, the rest is one name, whatever dots are in it
     */
    static Section at(String dotted, String text, Origin origin, List<ConfigKey> keys) {
        var names = keys.stream()
                .filter(key -> isA(Map.class, key.type()) && dotted.startsWith(key.name() + "."))
                .map(ConfigKey::name)
                .findFirst();
        if (names.isPresent()) {
            String name = dotted.substring(names.get().length() + 1);
            return Nodes.at(names.get(), Map.of(name, text), origin);
        }
        return Nodes.at(dotted, of(find(dotted, keys), text, origin), origin);
    }

    private static Optional<ConfigKey> find(String dotted, List<ConfigKey> keys) {
        return keys.stream().filter(key -> key.name().equals(dotted)).findFirst();
    }

    private static Node of(Optional<ConfigKey> key, String text, Origin origin) {
        return key.map(known -> of(known.type(), text, origin)).orElseGet(() -> yaml(text, origin));
    }

    /**
     * The value: {@code a,b} is a list and {@code a=1,b=2} a section, where the key asks for one, and a path starts in the
     * working directory.
     */
    static Node of(Type type, String text, Origin origin) {
        boolean isYaml = text.startsWith("[") || text.startsWith("{");
        if (isA(List.class, type) && !isYaml) {
            return Nodes.of(List.of(text.split("\\s*,\\s*")), origin);
        }
        if (isA(Map.class, type) && PAIRS.matcher(text).matches()) {
            return Nodes.section(pairs(text), origin);
        }
        if (type == Path.class && !text.isEmpty()) {
            return Nodes.of(Path.of(text).toAbsolutePath(), origin);
        }
        return yaml(text, origin);
    }

    private static Map<String, String> pairs(String text) {
        return Arrays.stream(text.split("\\s*,\\s*"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, second) -> second));
    }

    /** A list or section is written as in YAML; anything else stands for itself. */
    private static Node yaml(String text, Origin origin) {
        return text.startsWith("[") || text.startsWith("{")
                ? Nodes.movedTo(origin, YamlFile.value(origin.toString(), text))
                : Nodes.of(text, origin);
    }

    private static boolean isA(Class<?> raw, Type type) {
        return type instanceof ParameterizedType generic && generic.getRawType() == raw;
    }
}
