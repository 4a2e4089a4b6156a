package io.forge.config;

import io.forge.config.Node.Section;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** What a configuration has for a Java type: one value, perhaps a value, a list, names with values, or a section. */
sealed interface Shape {

    /** One value. */
    record Single() implements Shape {}

    /**
     * A value or none.
     *
     * @param type what the value is
     * @param wrapper makes what the component takes
     */
    record Maybe(Type type, Function<Optional<Object>, Object> wrapper) implements Shape {}

    /**
     * A list.
     *
     * @param type what its items are
     * @param collector makes what the component takes
     */
    record Many(Type type, Function<List<Object>, Object> collector) implements Shape {}

    /**
     * Values under names of the user's choice.
     *
     * @param type what they are
     */
    record Named(Type type) implements Shape {}

    /**
     * A section.
     *
     * @param record what it is bound to, or {@link Section} where that is done later
     */
    record Keys(Class<?> record) implements Shape {}

    /** The shape of a type; empty where a configuration has none for it. */
    static Optional<Shape> of(Type type) {
        if (type instanceof Class<?> plain) {
            return ofClass(plain);
        }
        return type instanceof ParameterizedType generic ? ofGeneric(generic) : Optional.empty();
    }

    /** The shape of a type that is known to have one. */
    static Shape known(Type type) {
        return of(type).orElseThrow(() -> new IllegalArgumentException(type + " cannot be configured"));
    }

    private static Optional<Shape> ofClass(Class<?> type) {
        if (Values.isSingle(type)) {
            return Optional.of(new Single());
        }
        if (type == OptionalInt.class) {
            return Optional.of(new Maybe(
                    int.class,
                    value -> value.map(one -> OptionalInt.of((int) one)).orElseGet(OptionalInt::empty)));
        }
        if (type == OptionalLong.class) {
            return Optional.of(new Maybe(
                    long.class,
                    value -> value.map(one -> OptionalLong.of((long) one)).orElseGet(OptionalLong::empty)));
        }
        if (type == OptionalDouble.class) {
            return Optional.of(new Maybe(
                    double.class,
                    value -> value.map(one -> OptionalDouble.of((double) one)).orElseGet(OptionalDouble::empty)));
        }
        if (type.isArray()) {
            return Optional.of(new Many(type.getComponentType(), items -> array(type.getComponentType(), items)));
        }
        boolean isGeneric = type.getTypeParameters().length > 0;
        return type.isRecord() && !isGeneric ? Optional.of(new Keys(type)) : Optional.empty();
    }

    private static Optional<Shape> ofGeneric(ParameterizedType type) {
        var arguments = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            return Optional.of(new Maybe(arguments[0], value -> value));
        }
        if (type.getRawType() == List.class) {
            return Optional.of(new Many(arguments[0], List::copyOf));
        }
        if (type.getRawType() == Set.class) {
            return Optional.of(
                    new Many(arguments[0], items -> Collections.unmodifiableSet(new LinkedHashSet<>(items))));
        }
        boolean isNamed = type.getRawType() == Map.class && arguments[0] == String.class;
        return isNamed ? Optional.of(new Named(arguments[1])) : Optional.empty();
    }

    /** Also of primitives, which {@code List.toArray} has no arrays of. */
    private static Object array(Class<?> type, List<Object> items) {
        var array = Array.newInstance(type, items.size());
        for (int i = 0; i < items.size(); i++) {
            Array.set(array, i, items.get(i));
        }
        return array;
    }
}
