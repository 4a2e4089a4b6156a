package io.forge.config;

import io.forge.config.Shape.Many;
import io.forge.config.Shape.Maybe;
import io.forge.config.Shape.Named;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes records apart and puts them together, by reflection. */
final class Records {

    private Records() {}

    /** Whether a key of this type is a section with keys of its own that are known. */
    static boolean isRecord(Type type) {
        return type instanceof Class<?> plain
                && plain.isRecord()
                && plain != Node.Section.class
                && !Values.isSingle(plain);
    }

    /** The components of a record by the keys that they have in a file, in order. */
    static Map<String, RecordComponent> byKey(Class<?> type) {
        var components = new LinkedHashMap<String, RecordComponent>();
        for (var component : type.getRecordComponents()) {
            components.put(keyOf(component.getName()), component);
        }
        return components;
    }

    /** {@code maxBody} as it is written in a file: {@code max-body}. */
    private static String keyOf(String component) {
        var key = new StringBuilder();
        boolean afterWord = false;
        for (int i = 0; i < component.length(); i++) {
            char letter = component.charAt(i);
            boolean isCapital = letter >= 'A' && letter <= 'Z';
            if (isCapital && afterWord) {
                key.append('-');
            }
            afterWord = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
            key.append(letter);
        }
        return key.toString().toLowerCase(Locale.ROOT);
    }

    /** What a component is of which nothing is said. */
    static @Nullable Object nothing(Type type) {
        var shape = Shape.known(type);
        if (shape instanceof Maybe maybe) {
            return maybe.wrapper().apply(Optional.empty());
        }
        if (shape instanceof Many many) {
            return many.collector().apply(List.of());
        }
        if (shape instanceof Named) {
            return Map.of();
        }
        return type == Node.Section.class ? Node.Section.EMPTY : null;
    }

    /** What a record's static method {@code defaults()} gives, where it has one. */
    static @Nullable Object defaults(Class<?> type) {
        try {
            var defaults = type.getDeclaredMethod("defaults");
            if (!Modifier.isStatic(defaults.getModifiers()) || defaults.getReturnType() != type) {
                return null; // Such as the accessor of a component of that name.
            }
            defaults.setAccessible(true);
            return defaults.invoke(null);
        } catch (NoSuchMethodException e) {
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The defaults of record %s cannot be had".formatted(type.getName()), e);
        }
    }

    static @Nullable Object read(RecordComponent component, Object record) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Record component %s cannot be read".formatted(component), e);
        }
    }

    /**
     * Makes a record.
     *
     * @throws RuntimeException what its constructor throws
     */
    static Object construct(Class<?> type, List<@Nullable Object> arguments) {
        var types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalStateException("Record %s cannot be made".formatted(type.getName()), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Record %s cannot be made".formatted(type.getName()), e);
        }
    }
}
