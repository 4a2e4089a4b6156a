package io.forge.cli.config;

import io.forge.config.ConfigKey;
import io.forge.config.Node;
import io.forge.config.Node.Section;
import io.forge.config.Nodes;
import io.forge.config.Origin;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reads the value of a key that stands in one word, in an option or an environment variable. */
final class WrittenValue {

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
            return Nodes.at(names.get(), Map.of(name, Nodes.word(text, origin)), origin);
        }
        return Nodes.at(dotted, of(dotted, text, origin, keys), origin);
    }

    private static Node of(String dotted, String text, Origin origin, List<ConfigKey> keys) {
        var path = List.of(dotted.split("\\.", -1));
        var known = keys.stream().filter(key -> isBelow(key.path(), path)).findFirst();
        if (known.isEmpty()) {
            return new Node.Word(
                    text, origin); // Of a handler's own section, which alone knows what it asks for; or a mistake.
        }
        return known.get().path().size() == path.size()
                ? of(known.get().type(), text, origin)
                : Nodes.structure(Nodes.word(text, origin));
    }

    /** Whether a key is the one of a path or stands in its section. */
    private static boolean isBelow(List<String> key, List<String> path) {
        return key.size() >= path.size()
                && IntStream.range(0, path.size())
                        .allMatch(i ->
                                key.get(i).equals(ConfigKey.ANY) || key.get(i).equals(path.get(i)));
    }

    /**
     * The value: {@code a,b} is a list and {@code a=1,b=2} a section, where the key asks for one, and a path starts in the
     * working directory. A list or section may be written as in YAML too; to any other key the text stands for itself.
     */
    static Node of(Type type, String text, Origin origin) {
        var word = Nodes.word(text, origin);
        if (isA(List.class, type)) {
            return word instanceof Node.Scalar ? Nodes.of(Nodes.items(text), origin) : Nodes.structure(word);
        }
        if (isA(Map.class, type)) {
            var pairs = Nodes.pairs(text);
            return pairs.isEmpty() ? Nodes.structure(word) : Nodes.section(pairs, origin);
        }
        if (type == Section.class) {
            return Nodes.structure(word);
        }
        return type == Path.class && !text.isEmpty() ? path(text, origin) : word;
    }

    private static Node path(String text, Origin origin) {
        try {
            return Nodes.of(Path.of(text).toAbsolutePath(), origin);
        } catch (InvalidPathException e) {
            return Nodes.of(text, origin); // Who binds it says why it is none.
        }
    }

    private static boolean isA(Class<?> raw, Type type) {
        return type instanceof ParameterizedType generic && generic.getRawType() == raw;
    }
}
