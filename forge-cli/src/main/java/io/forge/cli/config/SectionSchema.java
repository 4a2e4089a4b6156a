package io.forge.cli.config;

import io.forge.config.ByteSize;
import io.forge.config.ConfigKey;
import io.forge.config.ConfigKeys;
import io.forge.config.Node;
import io.forge.config.Secrets;
import io.forge.config.Values;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the JSON Schema of a section, by which an editor completes and checks it, as maps and lists. */
public final class SectionSchema {

    private static final Map<Type, Map<String, Object>> TYPES = Map.ofEntries(
            Map.entry(String.class, ordered("type", "string")),
            Map.entry(java.nio.file.Path.class, ordered("type", "string")),
            Map.entry(int.class, ordered("type", "integer")),
            Map.entry(Integer.class, ordered("type", "integer")),
            Map.entry(long.class, ordered("type", "integer")),
            Map.entry(Long.class, ordered("type", "integer")),
            Map.entry(double.class, ordered("type", "number")),
            Map.entry(Double.class, ordered("type", "number")),
            Map.entry(boolean.class, ordered("type", "boolean")),
            Map.entry(Boolean.class, ordered("type", "boolean")),
            Map.entry(Duration.class, ordered("type", "string", "pattern", "^\\d{1,9}(ms|s|m|h)$")),
            Map.entry(
                    ByteSize.class,
                    ordered(
                            "type",
                            List.of("string", "integer"),
                            "pattern",
                            "^\\d{1,9}(KiB|MiB|GiB)?$",
                            "minimum",
                            0)));

    private final Descriptions descriptions;

    /** The records that are being written; one that is in itself has a schema without end. */
    private final Set<Class<?>> open = new LinkedHashSet<>();

    /** Says what keys and sections are for; an empty text where nobody knows. */
    public interface Descriptions {

        String ofKey(ConfigKey key);

        /** Of the section of that path. */
        String ofSection(List<String> path);
    }

    private static final Descriptions NONE = new Descriptions() {
        @Override
        public String ofKey(ConfigKey key) {
            return "";
        }

        @Override
        public String ofSection(List<String> path) {
            return "";
        }
    };

    private SectionSchema(Descriptions descriptions) {
        this.descriptions = descriptions;
    }

    /** The schema of a section with some keys, of which nobody knows what they are for. */
    public static Map<String, Object> of(List<ConfigKey> keys) {
        return of(keys, NONE);
    }

    /** The schema of a section with some keys. */
    public static Map<String, Object> of(List<ConfigKey> keys, Descriptions descriptions) {
        return new SectionSchema(descriptions).root(keys);
    }

    private Map<String, Object> root(List<ConfigKey> keys) {
        var root = section(List.of());
        for (var key : keys) {
            var sections = key.path().subList(0, key.path().size() - 1);
            var section = root;
            for (int depth = 0; depth < sections.size(); depth++) {
                section = open(section, sections.subList(0, depth + 1));
            }
            properties(section).put(key.path().get(sections.size()), property(key));
        }
        return root;
    }

    private Map<String, Object> section(List<String> path) {
        var section = described(descriptions.ofSection(path));
        section.put("type", List.of("object", "null"));
        section.put("additionalProperties", false);
        return section;
    }

    private static Map<String, Object> described(String description) {
        var described = new LinkedHashMap<String, Object>();
        if (!description.isEmpty()) {
            described.put("description", description);
        }
        return described;
    }

    @SuppressWarnings("unchecked") // All maps here are made here.
    private Map<String, Object> open(Map<String, Object> parent, List<String> path) {
        String name = path.get(path.size() - 1);
        if (!name.equals(ConfigKey.ANY)) {
            return (Map<String, Object>) properties(parent).computeIfAbsent(name, key -> section(path));
        }
        if (!(parent.get("additionalProperties") instanceof Map)) {
            parent.put("additionalProperties", section(path));
        }
        return (Map<String, Object>) parent.get("additionalProperties");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> properties(Map<String, Object> section) {
        return (Map<String, Object>) section.computeIfAbsent("properties", key -> new LinkedHashMap<String, Object>());
    }

    private Map<String, Object> property(ConfigKey key) {
        var property = described(descriptions.ofKey(key));
        boolean isFirst = open.add(key.section());
        property.putAll(type(key.type()));
        if (isFirst) {
            open.remove(key.section());
        }
        if ("integer".equals(property.get("type")) || "number".equals(property.get("type"))) {
            key.bounds().ifPresent(bounds -> {
                property.put("minimum", new BigDecimal(bounds.min()));
                if (!bounds.max().isEmpty()) {
                    property.put("maximum", new BigDecimal(bounds.max()));
                }
            });
        }
        boolean isShown = key.computed().isEmpty() && !Secrets.isSecret(key.name());
        key.defaultValue()
                .filter(value -> isShown && !isRecord(value))
                .ifPresent(value -> property.put("default", json(value)));
        return property;
    }

    private Map<String, Object> type(Type type) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return ordered("type", "array", "items", type(arguments[0]));
            }
            return generic.getRawType() == Map.class
                    ? ordered("type", "object", "additionalProperties", type(arguments[1]))
                    : type(arguments[0]);
        }
        if (type instanceof Class<?> plain && plain.isEnum()) {
            return ordered("enum", Values.namesOf(plain));
        }
        var known = TYPES.get(type);
        return known != null ? known : ofRecord(type);
    }

    /** A section whose keys are not known, or known already, is free. */
    private Map<String, Object> ofRecord(Type type) {
        if (type == Node.Section.class
                || !(type instanceof Class<?> plain && plain.isRecord())
                || open.contains(plain)) {
            return ordered("type", "object");
        }
        return root(ConfigKeys.of(plain));
    }

    private static boolean isRecord(Object value) {
        return value instanceof List<?> list
                ? list.stream().anyMatch(SectionSchema::isRecord)
                : value instanceof Record && !(value instanceof ByteSize) && !(value instanceof Node.Section);
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static Object json(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(SectionSchema::json).toList();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value;
        }
        return value instanceof Map || value instanceof Node.Section ? Map.of() : Values.write(value);
    }
}
