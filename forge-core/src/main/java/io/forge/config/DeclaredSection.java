package io.forge.config;

import io.forge.config.Node.Section;
import io.forge.config.Node.Word;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A section and the record that was declared for it, bound as far as it fits. */
public final class DeclaredSection {

    private final String path;
    private final Section section;
    private final List<ConfigKey> defaults;
    private final List<ConfigKey> values;
    private final List<ConfigProblem> problems;

    private DeclaredSection(
            String path,
            Section section,
            List<ConfigKey> defaults,
            List<ConfigKey> values,
            List<ConfigProblem> problems) {
        this.path = path;
        this.section = section;
        this.defaults = defaults;
        this.values = values;
        this.problems = problems;
    }

    /**
     * Binds a section; the record's constructor runs.
     *
     * @param path where the section stands, such as {@code handlers.sleep.config}
     * @throws IllegalArgumentException if the type is no record
     */
    public static DeclaredSection bind(Class<?> type, Section section, String path) {
        try {
            var bound = (Record) RecordBinder.bind(type, section, path);
            return new DeclaredSection(path, section, defaultsOf(type), ConfigKeys.of(bound), List.of());
        } catch (ConfigException e) {
            var defaults = defaultsOf(type);
            return new DeclaredSection(path, section, defaults, defaults, e.problems());
        }
    }

    /** Those of the record that is made of nothing; what must be set has none, and anything stands in for it. */
    private static List<ConfigKey> defaultsOf(Class<?> type) {
        var required = new LinkedHashMap<String, Object>();
        Records.byKey(type).forEach((key, component) -> {
            if (component.getType().isPrimitive()) {
                required.put(key, anyOf(component));
            }
        });
        try {
            var made = (Record) RecordBinder.bind(type, Nodes.section(required, Origin.NONE), "");
            return ConfigKeys.of(made).stream()
                    .map(key -> required.containsKey(key.path().get(0)) ? withoutDefault(key) : key)
                    .toList();
        } catch (RuntimeException e) { // Its constructor asks for more, or fails in its own way.
            return ConfigKeys.of(type);
        }
    }

    private static Object anyOf(RecordComponent component) {
        var bounds = component.getAnnotation(Between.class);
        if (component.getType() == boolean.class) {
            return false;
        }
        return bounds == null ? 0 : bounds.min();
    }

    private static ConfigKey withoutDefault(ConfigKey key) {
        return new ConfigKey(
                key.path(), key.type(), key.bounds(), key.computed(), Optional.empty(), key.section(), key.component());
    }

    /** Where it stands. */
    public String path() {
        return path;
    }

    /** Its keys, without the path of the section, each with its default where it is known. */
    public List<ConfigKey> defaults() {
        return defaults;
    }

    /** Its keys, each with the value that holds as its default; the defaults where the section does not fit. */
    public List<ConfigKey> values() {
        return values;
    }

    /** What does not fit. */
    public List<ConfigProblem> problems() {
        return problems;
    }

    /** Whether all fits, so that the values are those of the record that the handler gets. */
    public boolean isBound() {
        return problems.isEmpty();
    }

    /** What was set under a key with its sections; empty where that does not fit. */
    public Optional<Node> find(List<String> key) {
        @Nullable Node node = section;
        for (String name : key) {
            if (!(Nodes.structure(node) instanceof Section inner)
                    || !inner.entries().containsKey(name)) {
                return Optional.empty();
            }
            node = inner.entries().get(name);
        }
        return Optional.of(node).filter(this::holds);
    }

    private boolean holds(Node node) {
        boolean isEmpty = node instanceof Word word && word.isEmpty();
        return !isEmpty
                && problems.stream().noneMatch(problem -> problem.origin().equals(node.origin()));
    }
}
