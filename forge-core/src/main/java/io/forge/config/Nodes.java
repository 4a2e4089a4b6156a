package io.forge.config;

import io.forge.config.Node.Empty;
import io.forge.config.Node.Scalar;
import io.forge.config.Node.Section;
import io.forge.config.Node.Sequence;
import io.forge.config.Node.Word;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes nodes of values that a program gives: of Java objects, and of dotted keys. */
public final class Nodes {

    private static final Pattern PAIRS = Pattern.compile("[^=,{\\[][^=,]*=[^=,]+(,[^=,]+=[^=,]+)*");

    private Nodes() {}

    /** A section with one value in it, under a key such as {@code http.port}. */
    public static Section at(String dottedKey, @Nullable Object value, Origin origin) {
        int dot = dottedKey.indexOf('.');
        if (dot < 0) {
            return section(dottedKey, of(value, origin), origin);
        }
        var inner = at(dottedKey.substring(dot + 1), value, origin);
        return section(dottedKey.substring(0, dot), inner, origin);
    }

    private static Section section(String key, Node node, Origin origin) {
        return new Section(Map.of(key, node), Map.of(key, origin), origin);
    }

    /** A node of a Java value: a map, a list, or whatever has a text. */
    public static Node of(@Nullable Object value, Origin origin) {
        if (value == null) {
            return new Empty(origin);
        }
        if (value instanceof Node node) {
            return node;
        }
        if (value instanceof Map<?, ?> map) {
            return section(map, origin);
        }
        if (value instanceof List<?> list) {
            return new Sequence(list.stream().map(item -> of(item, origin)).toList(), origin);
        }
        return new Scalar(String.valueOf(value), origin);
    }

    /** A node of a word that somebody has written in an option or a variable; an empty one is as if it were not set. */
    public static Node word(String text, Origin origin) {
        boolean hasOneMeaning = !text.isEmpty() && !isBracketed(text);
        return hasOneMeaning ? new Scalar(text, origin) : new Word(text, origin);
    }

    private static boolean isBracketed(String text) {
        return text.startsWith("[") || text.startsWith("{");
    }

    /** The list or section that a word is to a key that asks for one; the same word where it is none. */
    public static Node structure(Node node) {
        if (!(node instanceof Word word) || !isBracketed(word.text())) {
            return node;
        }
        try {
            return structureOf(word);
        } catch (ConfigException e) {
            return word; // The binder tells, with the key.
        }
    }

    /**
     * What a word is to a key that asks for a list or a section.
     *
     * @throws ConfigException if it is none; each problem says why without its place
     */
    static Node structureOf(Word word) {
        if (PAIRS.matcher(word.text()).matches()) {
            return section(pairs(word.text()), word.origin());
        }
        return movedTo(word.origin(), YamlFile.value("", word.text()));
    }

    /** What a word is to a key that asks for a list: {@code a,b}, unless it is written as in YAML. */
    static Node listOf(Word word) {
        return isBracketed(word.text()) ? structureOf(word) : of(items(word.text()), word.origin());
    }

    /** The items of a list in one word: {@code a,b}. */
    public static List<String> items(String text) {
        return List.of(text.split("\\s*,\\s*"));
    }

    /** The names and values in one word: {@code a=1,b=2}; none where it is something else. */
    public static Map<String, String> pairs(String text) {
        var pairs = new LinkedHashMap<String, String>();
        if (PAIRS.matcher(text).matches()) {
            for (String item : items(text)) {
                int end = item.indexOf('=');
                pairs.put(item.substring(0, end), item.substring(end + 1));
            }
        }
        return pairs;
    }

    /** A section of a Java map. */
    public static Section section(Map<?, ?> map, Origin origin) {
        var entries = new LinkedHashMap<String, Node>();
        var keys = new LinkedHashMap<String, Origin>();
        map.forEach((key, value) -> {
            entries.put(String.valueOf(key), of(value, origin));
            keys.put(String.valueOf(key), origin);
        });
        return new Section(entries, keys, origin);
    }

    /** The same node as if all of it stood at one place. */
    public static Node movedTo(Origin origin, Node node) {
        if (node instanceof Section section) {
            var moved = new LinkedHashMap<String, Node>();
            section.entries().forEach((key, inner) -> moved.put(key, movedTo(origin, inner)));
            return section(moved, origin);
        }
        if (node instanceof Sequence sequence) {
            return new Sequence(
                    sequence.items().stream().map(item -> movedTo(origin, item)).toList(), origin);
        }
        return node instanceof Scalar scalar ? new Scalar(scalar.text(), origin) : new Empty(origin);
    }
}
