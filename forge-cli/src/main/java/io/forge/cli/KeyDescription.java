package io.forge.cli;

import io.forge.cli.config.KeyType;
import io.forge.config.ConfigKey;
import io.forge.config.MaskedText;
import io.forge.config.Secrets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One key or section of the configuration, as its JSON Schema and its record describe it.
 *
 * @param name its full name, with {@code NAME} where any name may stand
 * @param description what it is for; empty where nobody says
 * @param isSection whether it has keys under it and no value
 * @param type what may be written, in a few words
 * @param defaultValue what holds where it is not set, in words if that differs from machine to machine
 * @param isRequired whether it must be set
 * @param values which values it may have, if they are few
 * @param minimum the least number that it may be
 * @param maximum the greatest
 */
record KeyDescription(
        String name,
        String description,
        boolean isSection,
        String type,
        Optional<String> defaultValue,
        boolean isRequired,
        List<String> values,
        Optional<String> minimum,
        Optional<String> maximum) {

    /** Of a key, which is in a record, or of a section or one of its names, which may not be. */
    static KeyDescription of(String name, JsonNode schema, Optional<ConfigKey> key) {
        var values = schema.path("enum").valueStream().map(JsonNode::asString).toList();
        return new KeyDescription(
                name,
                schema.path("description").asString(""),
                schema.has("properties") || schema.path("additionalProperties").isObject(),
                key.map(KeyType::inWords).orElse(values.isEmpty() ? "section" : "one of " + String.join(", ", values)),
                key.flatMap(KeyDescription::defaultOf),
                key.filter(KeyDescription::isRequired).isPresent(),
                values,
                text(schema.path("minimum")),
                text(schema.path("maximum")));
    }

    private static Optional<String> text(JsonNode value) {
        return value.isMissingNode() ? Optional.empty() : Optional.of(value.asString());
    }

    private static Optional<String> defaultOf(ConfigKey key) {
        if (Secrets.isSecret(key.name())) {
            return Optional.empty();
        }
        return key.computed().or(() -> key.defaultValue().map(MaskedText::ofValue));
    }

    /** What nothing can stand in for. */
    private static boolean isRequired(ConfigKey key) {
        return key.type() instanceof Class<?> plain
                && plain.isPrimitive()
                && key.defaultValue().isEmpty()
                && key.computed().isEmpty();
    }

    boolean matches(String wanted) {
        return wanted.matches(Pattern.quote(name).replace(KeyReference.ANY, "\\E[^.]+\\Q"));
    }

    /** What holds where it is not set, for people. */
    String defaultInWords() {
        return isRequired ? "none, it must be set" : defaultValue.orElse("");
    }
}
