package io.forge.config;

import io.forge.config.Node.Empty;
import io.forge.config.Node.Scalar;
import io.forge.config.Node.Section;
import io.forge.config.Node.Sequence;
import io.forge.config.Node.Word;
import io.forge.config.Shape.Keys;
import io.forge.config.Shape.Many;
import io.forge.config.Shape.Maybe;
import io.forge.config.Shape.Named;
import io.forge.config.Shape.Single;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Binds a section to a record, and tells every problem at once; for one binding.
 *
 * <p>A key is a component's name, its words joined with {@code -}. A component may be of any type that has a {@link Shape}.
 * What a record's constructor refuses is put at the key with which its message begins, as in {@code 'max' must not be less
 * than 'min'}.
 */
public final class RecordBinder {

    private static final Pattern ABOUT_A_KEY = Pattern.compile("'([a-z0-9-]+)' (.+)", Pattern.DOTALL);

    /** What {@code port:9000} is to YAML: a text. */
    private static final Pattern NO_SPACE = Pattern.compile("[\\w-]+:\\S.*", Pattern.DOTALL);

    private static final String LIST = "a list such as [a, b]";
    private static final String SECTION = "a section with keys of its own";

    private final List<ConfigProblem> problems = new ArrayList<>();

    private RecordBinder() {}

    /**
     * Binds a section over defaults: what it leaves out is taken from them, at every depth.
     *
     * @param defaults a record with every component set
     */
    @SuppressWarnings("unchecked") // A record's class is the class of its type.
    public static <C extends Record> Binding<C> bindOver(C defaults, Section section) {
        var binder = new RecordBinder();
        var bound =
                (C) binder.record(defaults.getClass(), section, "", defaults).orElse(defaults);
        return new Binding<>(bound, ConfigProblem.inOrder(binder.problems));
    }

    /**
     * Binds a section to a record without defaults: a component without a key is {@code null}, or empty, or an error where
     * it is primitive.
     *
     * @param type a record
     * @param path where the section stands, such as {@code handlers.sleep.config}
     * @throws ConfigException if anything does not fit
     * @throws IllegalArgumentException if the type is no record, or has a component which nothing can be read into
     */
    public static <C> C bind(Class<C> type, Section section, String path) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(
                    "A configuration is bound to a record, which %s is not".formatted(type.getName()));
        }
        ComponentTypes.check(type);
        var binder = new RecordBinder();
        var bound = binder.record(type, section, path, null);
        if (!binder.problems.isEmpty()) {
            throw new ConfigException(ConfigProblem.inOrder(binder.problems));
        }
        return type.cast(bound.orElseThrow());
    }

    /** The keys of a record, in order. */
    public static List<String> keysOf(Class<?> type) {
        return List.copyOf(Records.byKey(type).keySet());
    }

    private Optional<Object> record(Class<?> type, Section section, String path, @Nullable Object defaults) {
        int before = problems.size();
        var components = Records.byKey(type);
        section.entries().forEach((key, node) -> {
            if (!components.containsKey(key)) {
                report(section.placeOf(key), UnknownKey.message(type, path, key));
            }
        });
        var arguments = new ArrayList<@Nullable Object>();
        components.forEach((key, component) -> arguments.add(component(component, key, section, path, defaults)));
        if (problems.size() > before && defaults == null) {
            return Optional.empty();
        }
        return construct(type, arguments, section, path);
    }

    private @Nullable Object component(
            RecordComponent component, String key, Section section, String path, @Nullable Object defaults) {
        var fallback = defaults == null ? null : Records.read(component, defaults);
        var node = section.entries().get(key);
        String fullKey = join(path, key);
        if (node == null || Section.isNotSet(node)) {
            return fallback != null ? fallback : missing(component, key, section, fullKey);
        }
        var bounds = component.getAnnotation(Between.class);
        return value(new Slot(component.getGenericType(), bounds, fullKey), node, fallback)
                .orElse(fallback);
    }

    private @Nullable Object missing(RecordComponent component, String key, Section section, String fullKey) {
        var type = component.getType();
        if (type.isPrimitive()) {
            report(section.placeOf(key), "Key '%s' is missing".formatted(fullKey));
        }
        return Records.nothing(component.getGenericType());
    }

    /** A place for a value. */
    private record Slot(Type type, @Nullable Between bounds, String key) {

        Slot inner(Type innerType, String innerKey) {
            return new Slot(innerType, bounds, innerKey);
        }
    }

    private Optional<Object> value(Slot slot, Node node, @Nullable Object fallback) {
        var shape = Shape.known(slot.type);
        if (node instanceof Word word && !(shape instanceof Maybe)) {
            return word(slot, shape, word, fallback);
        }
        if (shape instanceof Maybe maybe) {
            return perhaps(slot, maybe, node);
        }
        if (shape instanceof Many many) {
            return list(slot, many, node);
        }
        if (shape instanceof Named named) {
            return section(slot, node).map(section -> named(slot, named.type(), section));
        }
        if (shape instanceof Keys keys) {
            var section = section(slot, node);
            return keys.record() == Section.class
                    ? section.map(given -> given)
                    : section.flatMap(given -> record(keys.record(), given, slot.key, fallback));
        }
        return single(slot, node);
    }

    private Optional<Object> perhaps(Slot slot, Maybe maybe, Node node) {
        return node instanceof Empty
                ? Optional.of(maybe.wrapper().apply(Optional.empty()))
                : value(slot.inner(maybe.type(), slot.key), node, null)
                        .map(bound -> maybe.wrapper().apply(Optional.of(bound)));
    }

    /** What a word is depends on what its key asks for. */
    private Optional<Object> word(Slot slot, Shape shape, Word word, @Nullable Object fallback) {
        if (shape instanceof Single) {
            return single(slot, word.single());
        }
        try {
            return value(slot, shape instanceof Many ? Nodes.listOf(word) : Nodes.structureOf(word), fallback);
        } catch (ConfigException e) {
            String why = e.problems().get(0).message().replace(YamlFile.INVALID, "");
            misfit(slot, word.single(), shape instanceof Many ? LIST : SECTION, ": " + why);
            return Optional.empty();
        }
    }

    private Optional<Object> single(Slot slot, Node node) {
        var read =
                node instanceof Scalar scalar ? Values.read(slot.type, slot.bounds, scalar.text()) : Optional.empty();
        if (read.isEmpty()) {
            misfit(slot, node, Values.inWords(slot.type, slot.bounds));
        }
        return read;
    }

    private void misfit(Slot slot, Node node, String expected) {
        String hint = node instanceof Scalar scalar
                ? Values.nearest(slot.type, scalar.text())
                        .map(": did you mean '%s'?"::formatted)
                        .or(() -> Values.whyNoPath(slot.type, scalar.text()))
                        .orElse("")
                : "";
        misfit(slot, node, expected, hint);
    }

    private void misfit(Slot slot, Node node, String expected, String hint) {
        boolean secret = node instanceof Scalar && Secrets.isSecret(slot.key);
        report(
                node.origin(),
                "Key '%s' must be %s but is %s%s"
                        .formatted(slot.key, expected, secret ? Secrets.MASK : node.describe(), secret ? "" : hint));
    }

    private Optional<Object> list(Slot slot, Many many, Node node) {
        if (!(node instanceof Sequence sequence)) {
            String hint = node instanceof Scalar scalar ? ": did you mean '[%s]'?".formatted(scalar.text()) : "";
            misfit(slot, node, LIST, hint);
            return Optional.empty();
        }
        int before = problems.size();
        var items = new ArrayList<Object>();
        for (int i = 0; i < sequence.items().size(); i++) {
            var item = slot.inner(many.type(), "%s[%s]".formatted(slot.key, i));
            value(item, sequence.items().get(i), null).ifPresent(items::add);
        }
        return problems.size() > before
                ? Optional.empty()
                : Optional.of(many.collector().apply(items));
    }

    /** Records under names of the user's choice take what they leave out from their own {@code defaults()}. */
    private Map<String, Object> named(Slot slot, Type valueType, Section section) {
        var defaults = Records.isRecord(valueType) ? Records.defaults((Class<?>) valueType) : null;
        var values = new LinkedHashMap<String, Object>();
        section.entries().forEach((name, node) -> {
            if (Section.isNotSet(node)) {
                return;
            }
            int before = problems.size();
            var bound = value(slot.inner(valueType, join(slot.key, name)), node, defaults);
            if (problems.size() == before) {
                bound.ifPresent(value -> values.put(name, value));
            }
        });
        return values;
    }

    /** A key without a value is an empty section. */
    private Optional<Section> section(Slot slot, Node node) {
        if (node instanceof Section section) {
            return Optional.of(section);
        }
        if (node instanceof Empty) {
            return Optional.of(Section.empty(node.origin()));
        }
        boolean noSpace =
                node instanceof Scalar scalar && NO_SPACE.matcher(scalar.text()).matches();
        misfit(slot, node, SECTION + (noSpace ? ", each with a colon and a space," : ""));
        return Optional.empty();
    }

    private Optional<Object> construct(Class<?> type, List<@Nullable Object> arguments, Section section, String path) {
        try {
            return Optional.of(Records.construct(type, arguments));
        } catch (NullPointerException e) {
            var missing = MissingKeys.of(type, arguments, e);
            missing.forEach(key -> report(section.placeOf(key), "Key '%s' is missing".formatted(join(path, key))));
            if (missing.isEmpty()) {
                reportRefusal(String.valueOf(e.getMessage()), section, path);
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            reportRefusal(String.valueOf(e.getMessage()), section, path);
            return Optional.empty();
        }
    }

    /** Only the constructor's own message can say which key it is about; no secret of the section may stand in it. */
    private void reportRefusal(String why, Section section, String path) {
        String message = section.withoutSecrets(why);
        Matcher matcher = ABOUT_A_KEY.matcher(message);
        if (matcher.matches()) {
            String key = matcher.group(1);
            report(section.placeOf(key), "Key '%s' %s".formatted(join(path, key), matcher.group(2)));
        } else {
            report(section.origin(), path.isEmpty() ? message : "Section '%s': %s".formatted(path, message));
        }
    }

    private void report(Origin origin, String message) {
        problems.add(new ConfigProblem(origin, message));
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
