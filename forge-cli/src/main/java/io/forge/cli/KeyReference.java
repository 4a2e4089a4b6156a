package io.forge.cli;

import io.forge.cli.config.ShippedSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Knows what every key of {@code forge.yaml} is for: what its JSON Schema says. */
final class KeyReference {

    /** Stands for a name that the user chooses. */
    private static final String ANY = "NAME";

    private final List<KeyDescription> keys = new ArrayList<>();

    private KeyReference() {}

    /** Reads the schema that is part of this program. */
    static KeyReference read() {
        var reference = new KeyReference();
        reference.add("", new JsonMapper().readTree(ShippedSchema.text()));
        return reference;
    }

    private void add(String prefix, JsonNode section) {
        section.path("properties").properties().forEach(entry -> addKey(prefix + entry.getKey(), entry.getValue()));
        var each = section.path("additionalProperties");
        if (each.isObject()) {
            addKey(prefix + ANY, each);
        }
    }

    private void addKey(String name, JsonNode schema) {
        keys.add(KeyDescription.of(name, schema));
        add(name + ".", schema);
    }

    /** The key of that name, or the one of the same form where a part of the name is the user's to choose. */
    Optional<Topic> find(String name) {
        return keys.stream()
                .filter(key -> key.matches(name))
                .<Topic>map(key -> key)
                .findFirst();
    }

    /** The values that a key may have, if they are few. */
    List<String> valuesOf(String name) {
        return keys.stream()
                .filter(key -> key.matches(name))
                .findFirst()
                .map(KeyDescription::values)
                .orElse(List.of());
    }

    /** The names of all keys that have a value. */
    List<String> names() {
        return keys.stream()
                .filter(key -> !key.isSection())
                .map(KeyDescription::name)
                .toList();
    }

    /** All keys that have one of a few values. */
    List<KeyDescription> choices() {
        return keys.stream().filter(key -> !key.values().isEmpty()).toList();
    }
}
