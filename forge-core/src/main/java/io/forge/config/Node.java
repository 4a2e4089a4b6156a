package io.forge.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One node of a configuration tree; immutable. */
public sealed interface Node {

    /** Where it stands. */
    Origin origin();

    /** What it is called in a message. */
    String describe();

    /**
     * A value as it was written.
     *
     * @param text the text, without quotes
     * @param origin where it stands
     */
    record Scalar(String text, Origin origin) implements Node {

        private static final int SHOWN = 80;

        /** On one line, and not at any length. */
        @Override
        public String describe() {
            String line = text.replaceAll("\\p{Cntrl}", "?");
            return line.length() > SHOWN ? "'%s...'".formatted(line.substring(0, SHOWN)) : "'%s'".formatted(line);
        }
    }

    /**
     * A value in one word, as in an option or a variable, whose key alone tells whether {@code [a]} is a text or a list. An
     * empty one is as if its key were not set.
     *
     * @param text the word
     * @param origin where it stands
     */
    record Word(String text, Origin origin) implements Node {

        /** Whether it is as if its key were not set. */
        public boolean isEmpty() {
            return text.isEmpty();
        }

        /** What it is to a key that asks for a text, a number or any other single value. */
        Scalar single() {
            return new Scalar(text, origin);
        }

        @Override
        public String describe() {
            return single().describe();
        }
    }

    /**
     * A key without a value.
     *
     * @param origin where it stands
     */
    record Empty(Origin origin) implements Node {

        @Override
        public String describe() {
            return "empty";
        }
    }

    /**
     * A list.
     *
     * @param items its items
     * @param origin where it stands
     */
    record Sequence(List<Node> items, Origin origin) implements Node {

        /** Copies the items. */
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String describe() {
            return "a list";
        }
    }

    /**
     * Keys and what stands under them.
     *
     * @param entries by key, in order
     * @param keys where each key stands
     * @param origin where it stands
     */
    record Section(Map<String, Node> entries, Map<String, Origin> keys, Origin origin) implements Node {

        /** Nothing at all. */
        public static final Section EMPTY = empty(Origin.NONE);

        /** A section without keys. */
        public static Section empty(Origin origin) {
            return new Section(Map.of(), Map.of(), origin);
        }

        @Override
        public String describe() {
            return "a section with keys of its own";
        }

        /** Whether a node is as if its key were not there. */
        static boolean isNotSet(@Nullable Node node) {
            return node == null || (node instanceof Word word && word.isEmpty());
        }

        /** The part of this section that is under some of its keys. */
        public Section only(Collection<String> some) {
            var part = new LinkedHashMap<>(entries);
            part.keySet().retainAll(some);
            return new Section(part, keys, origin);
        }

        /** What stands under a key with its sections, such as {@code http.port}. */
        public Optional<Node> find(String dottedKey) {
            @Nullable Node node = this;
            for (String key : dottedKey.split("\\.", -1)) {
                if (!(node instanceof Section section)) {
                    return Optional.empty();
                }
                node = section.entries.get(key);
            }
            return isNotSet(node) ? Optional.empty() : Optional.ofNullable(node);
        }

        /** Where a key stands, or the section in which it is missing; the key may have its sections before it. */
        public Origin placeOf(String dottedKey) {
            int dot = dottedKey.indexOf('.');
            if (dot >= 0 && entries.get(dottedKey.substring(0, dot)) instanceof Section section) {
                return section.placeOf(dottedKey.substring(dot + 1));
            }
            return keys.getOrDefault(dottedKey, origin);
        }

        /** A text in which no value of a secret key stands any more. */
        String withoutSecrets(String text) {
            String masked = text;
            for (var entry : entries.entrySet()) {
                if (entry.getValue() instanceof Section section) {
                    masked = section.withoutSecrets(masked);
                } else if (Secrets.isSecret(entry.getKey())) {
                    masked = withoutText(masked, entry.getValue());
                }
            }
            return masked;
        }

        private static String withoutText(String text, Node secret) {
            String value =
                    secret instanceof Scalar scalar ? scalar.text() : secret instanceof Word word ? word.text() : "";
            return value.isEmpty() ? text : text.replace(value, Secrets.MASK);
        }
    }
}
