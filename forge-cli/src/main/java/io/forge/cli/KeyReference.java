package io.forge.cli;

import io.forge.cli.config.ForgeFile;
import io.forge.cli.config.SectionSchema;
import io.forge.cli.config.ShippedSchema;
import io.forge.config.ConfigKey;
import io.forge.config.DeclaredSection;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Knows what every key of {@code forge.yaml}, or of a handler's own section, is for: what its JSON Schema says. */
final class KeyReference {

    /** Stands for a name that the user chooses. */
    static final String ANY = "NAME";

    private final List<KeyDescription> keys = new ArrayList<>();
    private final Map<String, ConfigKey> components = new HashMap<>();

    private KeyReference() {}

    /** Reads the schema that is part of this program. */
    static KeyReference read() {
        var reference = new KeyReference();
        reference.know("", ForgeFile.keys());
        reference.add("", new JsonMapper().readTree(ShippedSchema.text()));
        return reference;
    }

    /** Of the section that a handler has declared. */
    static KeyReference of(DeclaredSection section) {
        var reference = new KeyReference();
        reference.know(section.path() + ".", section.defaults());
        reference.addKey(section.path(), new JsonMapper().valueToTree(SectionSchema.of(section.defaults())));
        return reference;
    }

    private void know(String prefix, List<ConfigKey> some) {
        for (var key : some) {
            components.put(prefix + key.name(), key);
            if (key.type() instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
                components.put(prefix + key.name() + "." + ANY, named(key, generic.getActualTypeArguments()[1]));
            }
        }
    }

    /** One of the names that the user chooses in a section of names. */
    private static ConfigKey named(ConfigKey names, Type type) {
        var path = new ArrayList<>(names.path());
        path.add(ConfigKey.ANY);
        return new ConfigKey(
                path, type, names.bounds(), Optional.empty(), Optional.empty(), names.section(), names.component());
    }

    private void add(String prefix, JsonNode section) {
        section.path("properties").properties().forEach(entry -> addKey(prefix + entry.getKey(), entry.getValue()));
        var each = section.path("additionalProperties");
        if (each.isObject()) {
            addKey(prefix + ANY, each);
        }
    }

    private void addKey(String name, JsonNode schema) {
        keys.add(KeyDescription.of(name, schema, Optional.ofNullable(components.get(name))));
        add(name + ".", schema);
    }

    /** The key of that name, or the one of the same form where a part of the name is the user's to choose. */
    Optional<KeyDescription> find(String name) {
        return keys.stream().filter(key -> key.matches(name)).findFirst();
    }

    /** The keys of a section that have a value, at every depth. */
    List<KeyDescription> under(KeyDescription section) {
        return keys.stream()
                .filter(key -> !key.isSection() && key.name().startsWith(section.name() + "."))
                .toList();
    }

    /** The values that a key may have, if they are few. */
    List<String> valuesOf(String name) {
        return find(name).map(KeyDescription::values).orElse(List.of());
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
