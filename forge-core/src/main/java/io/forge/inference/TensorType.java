package io.forge.inference;

import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Tensor;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Java type that is one tensor: a number, a truth value or a text, or lists and arrays of them, each of which is a
 * dimension.
 */
final class TensorType {

    private static final int MAX_RANK = 32;

    private final ScalarType scalar;

    /** From the outermost list or array on. */
    private final List<Level> levels;

    /**
     * A list or an array.
     *
     * @param component what is in an array; {@code Object} for a list
     * @param isArray whether it is an array
     */
    private record Level(Class<?> component, boolean isArray) {

        /** Something that takes so many elements. */
        Object create(int size) {
            return isArray ? Array.newInstance(component, size) : new ArrayList<>(size);
        }

        @SuppressWarnings("unchecked") // What create has made.
        void set(Object container, int index, Object value) {
            if (isArray) {
                Array.set(container, index, value);
            } else {
                ((List<Object>) container).add(value);
            }
        }
    }

    private TensorType(ScalarType scalar, List<Level> levels) {
        this.scalar = scalar;
        this.levels = levels;
    }

    /**
     * The tensor that a type is.
     *
     * @throws IllegalArgumentException if it is none; the message says why
     */
    static TensorType of(Type type) {
        var levels = new ArrayList<Level>();
        Type inner = type;
        while (levels.size() <= MAX_RANK) {
            if (inner instanceof Class<?> plain && plain.isArray()) {
                levels.add(new Level(plain.getComponentType(), true));
                inner = plain.getComponentType();
            } else if (inner instanceof GenericArrayType array) {
                levels.add(new Level(rawClass(array.getGenericComponentType()), true));
                inner = array.getGenericComponentType();
            } else if (inner instanceof ParameterizedType list && isList(list.getRawType())) {
                levels.add(new Level(Object.class, false));
                inner = list.getActualTypeArguments()[0];
            } else if (inner instanceof WildcardType wildcard) {
                inner = wildcard.getUpperBounds()[0];
            } else {
                break;
            }
        }
        Type element = inner;
        var scalar = (element instanceof Class<?> plain ? ScalarType.of(plain) : Optional.<ScalarType>empty())
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s is no tensor: use numbers, booleans and strings, or lists and arrays of them"
                                .formatted(nameOf(type))));
        return new TensorType(scalar, List.copyOf(levels));
    }

    private static boolean isList(Type raw) {
        return raw == List.class || raw == Collection.class;
    }

    private static Class<?> rawClass(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof GenericArrayType array) {
            return Array.newInstance(rawClass(array.getGenericComponentType()), 0)
                    .getClass();
        }
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : Object.class;
    }

    /** A type without its packages. */
    static String nameOf(Type type) {
        return type.getTypeName().replaceAll("[\\w.]+[.$]", "");
    }

    DataType dataType() {
        return scalar.dataType();
    }

    /** A dimension for each list or array; a single value has one of its own. */
    Shape shape() {
        if (levels.isEmpty()) {
            return Shape.of(1);
        }
        var dimensions = new long[levels.size()];
        Arrays.fill(dimensions, Shape.ANY);
        return Shape.of(dimensions);
    }

    /** The value of a tensor that has this datatype and shape. */
    Object read(Tensor tensor) {
        return new Reading(tensor).read(0);
    }

    /**
     * The tensor of a value.
     *
     * @throws IllegalStateException if lists of one dimension have different lengths, or if there is null in one
     */
    Tensor write(Object value) {
        var dimensions = levels.isEmpty() ? new long[] {1} : dimensionsOf(value);
        var contents = new TensorContents();
        write(value, 0, dimensions, contents);
        return Tensor.of(scalar.dataType(), Shape.of(dimensions), contents.all());
    }

    /** As the first element of each list has it. */
    private long[] dimensionsOf(Object value) {
        var dimensions = new long[levels.size()];
        @Nullable Object inner = value;
        for (int level = 0; level < dimensions.length && inner != null; level++) {
            int size = sizeOf(inner);
            dimensions[level] = size;
            inner = size == 0 ? null : firstOf(inner);
        }
        return dimensions;
    }

    private void write(@Nullable Object value, int level, long[] dimensions, TensorContents contents) {
        if (value == null) {
            throw new IllegalStateException("There is null in a tensor");
        }
        if (level == levels.size()) {
            scalar.write(value, contents);
            return;
        }
        int size = sizeOf(value);
        if (size != dimensions[level]) {
            throw new IllegalStateException("A list of dimension %s has %s elements, and another one %s"
                    .formatted(level, size, dimensions[level]));
        }
        if (value instanceof Iterable<?> elements) {
            elements.forEach(element -> write(element, level + 1, dimensions, contents));
        } else {
            for (int i = 0; i < size; i++) {
                write(Array.get(value, i), level + 1, dimensions, contents);
            }
        }
    }

    private static int sizeOf(Object container) {
        if (container instanceof Collection<?> collection) {
            return collection.size();
        }
        return Array.getLength(container);
    }

    private static @Nullable Object firstOf(Object container) {
        return container instanceof Iterable<?> elements ? elements.iterator().next() : Array.get(container, 0);
    }

    /** Makes the value of one tensor, element by element. */
    private final class Reading {

        private final Tensor tensor;
        private final ByteBuffer bytes;
        private int next;

        private Reading(Tensor tensor) {
            this.tensor = tensor;
            this.bytes = tensor.bytes();
        }

        private Object read(int level) {
            if (level == levels.size()) {
                return scalar.read(tensor, bytes, next++);
            }
            int size = (int) tensor.shape().dimension(level);
            var made = levels.get(level);
            Object container = made.create(size);
            for (int i = 0; i < size; i++) {
                made.set(container, i, read(level + 1));
            }
            return container;
        }
    }
}
