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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the JSON Schema of a section, by which an editor completes and checks it, as maps and lists. */
public final class SectionSchema {

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
            if (generic.getRawType() == List.class || generic.getRawType() == Set.class) {
                return ValueSchema.ordered("type", "array", "items", type(arguments[0]));
            }
            return generic.getRawType() == Map.class
                    ? ValueSchema.ordered("type", "object", "additionalProperties", type(arguments[1]))
                    : type(arguments[0]);
        }
        if (type instanceof Class<?> plain && plain.isEnum()) {
            return ValueSchema.ordered("enum", Values.namesOf(plain));
        }
        if (type instanceof Class<?> plain && plain.isArray()) {
            return ValueSchema.ordered("type", "array", "items", type(plain.getComponentType()));
        }
        return ValueSchema.of(type).orElseGet(() -> ofRecord(type));
    }

    /** A section whose keys are not known, or known already, is free. */
    private Map<String, Object> ofRecord(Type type) {
        if (type == Node.Section.class
                || !(type instanceof Class<?> plain && plain.isRecord())
                || open.contains(plain)) {
            return ValueSchema.ordered("type", "object");
        }
        return root(ConfigKeys.of(plain));
    }

    private static boolean isRecord(Object value) {
        if (value.getClass().isArray()) {
            return isRecord(Values.listOf(value));
        }
        return value instanceof Collection<?> list
                ? list.stream().anyMatch(SectionSchema::isRecord)
                : value instanceof Record && !(value instanceof ByteSize) && !(value instanceof Node.Section);
    }

    private static Object json(Object value) {
        if (value.getClass().isArray()) {
            return json(Values.listOf(value));
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(SectionSchema::json).toList();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value;
        }
        return value instanceof Map || value instanceof Node.Section ? Map.of() : Values.write(value);
    }
}
