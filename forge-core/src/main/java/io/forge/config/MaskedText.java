package io.forge.config;

import io.forge.config.Node.Section;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes values of a configuration for people, in one line, without the secrets that are in them. */
public final class MaskedText {

    /** Stands for a record in a list: what it says of itself may have a secret in it. */
    public static final String RECORD = "{...}";

    private MaskedText() {}

    /** What was written in a file, variable or option. */
    public static String ofNode(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return scalar.text();
        }
        if (node instanceof Node.Word word) {
            return Nodes.structure(word) instanceof Node.Word text ? text.text() : ofNode(Nodes.structure(word));
        }
        if (node instanceof Section section) {
            return section.entries().entrySet().stream()
                    .map(entry -> "%s: %s"
                            .formatted(
                                    entry.getKey(),
                                    Secrets.isSecret(entry.getKey()) ? Secrets.MASK : ofNode(entry.getValue())))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return node instanceof Node.Sequence list
                ? list.items().stream().map(MaskedText::ofNode).collect(Collectors.joining(", ", "[", "]"))
                : "";
    }

    /** What holds. */
    public static String ofValue(Object value) {
        if (value instanceof Collection<?> list) {
            return list.stream().map(MaskedText::ofValue).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value.getClass().isArray()) {
            return ofValue(Values.listOf(value));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> "%s: %s".formatted(entry.getKey(), ofNamed(entry)))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(MaskedText::ofValue).orElse("");
        }
        return value instanceof Record && !(value instanceof ByteSize) ? RECORD : Values.write(value);
    }

    private static String ofNamed(Map.Entry<?, ?> entry) {
        return Secrets.isSecret(String.valueOf(entry.getKey())) ? Secrets.MASK : ofValue(entry.getValue());
    }
}
