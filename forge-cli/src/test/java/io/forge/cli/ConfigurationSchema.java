package io.forge.cli;

import io.forge.cli.output.Json;
import io.forge.config.ByteSize;
import io.forge.config.ConfigKey;
import io.forge.config.Node;
import io.forge.config.Values;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes the JSON Schema of {@code forge.yaml}, by which an editor completes and checks it. */
final class ConfigurationSchema {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private ConfigurationSchema() {}

    static String of(List<DescribedKey> keys, Function<List<String>, String> sections) {
        var root = section("The configuration of Forge");
        root.put("$schema", DIALECT);
        root.put("title", "forge.yaml");
        for (var key : keys) {
            var section = root;
            for (int depth = 0; depth < key.sections().size(); depth++) {
                section = open(section, key.sections().subList(0, depth + 1), sections);
            }
            properties(section).put(key.name(), property(key));
        }
        return Json.pretty(root) + "\n";
    }

    private static Map<String, Object> section(String description) {
        var section = new LinkedHashMap<String, Object>();
        section.put("description", description);
        section.put("type", List.of("object", "null"));
        section.put("additionalProperties", false);
        return section;
    }

    @SuppressWarnings("unchecked") // All maps here are made here.
    private static Map<String, Object> open(
            Map<String, Object> parent, List<String> path, Function<List<String>, String> sections) {
        String name = path.get(path.size() - 1);
        if (!name.equals(ConfigKey.ANY)) {
            return (Map<String, Object>) properties(parent).computeIfAbsent(name, key -> section(sections.apply(path)));
        }
        if (!(parent.get("additionalProperties") instanceof Map)) {
            parent.put("additionalProperties", section(sections.apply(path)));
        }
        return (Map<String, Object>) parent.get("additionalProperties");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> properties(Map<String, Object> section) {
        return (Map<String, Object>) section.computeIfAbsent("properties", key -> new LinkedHashMap<String, Object>());
    }

    private static Map<String, Object> property(DescribedKey key) {
        var property = new LinkedHashMap<String, Object>();
        property.put("description", key.description());
        property.putAll(type(key.key().type()));
        if ("integer".equals(property.get("type"))) {
            key.key().bounds().ifPresent(bounds -> {
                property.put("minimum", Long.valueOf(bounds.min()));
                if (!bounds.max().isEmpty()) {
                    property.put("maximum", Long.valueOf(bounds.max()));
                }
            });
        }
        if (key.key().computed().isEmpty()) {
            key.key().defaultValue().map(ConfigurationSchema::json).ifPresent(value -> property.put("default", value));
        }
        return property;
    }

    private static Map<String, Object> type(Type type) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class
                    ? ordered("type", "array", "items", type(arguments[0]))
                    : ordered("type", "object", "additionalProperties", type(arguments[1]));
        }
        if (type == Node.Section.class) {
            return ordered("type", "object");
        }
        if (type == int.class || type == Integer.class || type == long.class) {
            return ordered("type", "integer");
        }
        if (type == boolean.class) {
            return ordered("type", "boolean");
        }
        if (type == Duration.class) {
            return ordered("type", "string", "pattern", "^\\d{1,9}(ms|s|m|h)$");
        }
        if (type == ByteSize.class) {
            return ordered("type", List.of("string", "integer"), "pattern", "^\\d{1,9}(KiB|MiB|GiB)?$", "minimum", 0);
        }
        return type instanceof Class<?> plain && plain.isEnum()
                ? ordered("enum", Values.namesOf(plain))
                : ordered("type", "string");
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static Object json(Object value) {
        if (value instanceof Number || value instanceof Boolean || value instanceof List) {
            return value;
        }
        return value instanceof Map || value instanceof Node.Section ? Map.of() : Values.write(value);
    }
}
