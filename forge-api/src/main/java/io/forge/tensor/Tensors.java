package io.forge.tensor;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tensors by name, in an order: the input or the output of a handler.
 *
 * <p>An immutable value, as its tensors are. A row of it is the same row, along the first axis, of each tensor: one item
 * of a batch.
 *
 * @since 0.1
 */
public final class Tensors {

    /** In their order; never changed once this is made. */
    private final Map<String, Tensor> byName;

    private final List<String> names;
    private final Map<String, Object> parameters;

    private Tensors(Map<String, Tensor> byName, Map<String, Object> parameters) {
        this.byName = byName;
        this.names = List.copyOf(byName.keySet());
        this.parameters = parameters;
    }

    /**
     * No tensors.
     *
     * @return tensors of size 0
     */
    public static Tensors of() {
        return builder().build();
    }

    /**
     * One tensor.
     *
     * @param name its name
     * @param tensor the tensor
     * @return the tensors
     * @throws IllegalArgumentException if a name is empty
     */
    public static Tensors of(String name, Tensor tensor) {
        return builder().add(name, tensor).build();
    }

    /**
     * Two tensors.
     *
     * @param name1 the name of the first
     * @param tensor1 the first
     * @param name2 the name of the second
     * @param tensor2 the second
     * @return the tensors
     * @throws IllegalArgumentException if a name is empty, or if they are the same
     */
    public static Tensors of(String name1, Tensor tensor1, String name2, Tensor tensor2) {
        return builder().add(name1, tensor1).add(name2, tensor2).build();
    }

    /**
     * Three tensors.
     *
     * @param name1 the name of the first
     * @param tensor1 the first
     * @param name2 the name of the second
     * @param tensor2 the second
     * @param name3 the name of the third
     * @param tensor3 the third
     * @return the tensors
     * @throws IllegalArgumentException if a name is empty, or if two are the same
     */
    public static Tensors of(String name1, Tensor tensor1, String name2, Tensor tensor2, String name3, Tensor tensor3) {
        return builder()
                .add(name1, tensor1)
                .add(name2, tensor2)
                .add(name3, tensor3)
                .build();
    }

    /**
     * For any number of tensors.
     *
     * @return a builder without tensors
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Collects tensors with their names, in order.
     *
     * <p>For one thread.
     */
    public static final class Builder {

        private final Map<String, Tensor> added = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds a tensor after those that there are.
         *
         * @param name its name
         * @param tensor the tensor
         * @return this builder
         * @throws IllegalArgumentException if the name is empty, or taken
         */
        public Builder add(String name, Tensor tensor) {
            requireNonNull(tensor, "tensor");
            if (added.putIfAbsent(requireName(name), tensor) != null) {
                throw new IllegalArgumentException(
                        "There are two tensors '%s': give each a name of its own".formatted(name));
            }
            return this;
        }

        /**
         * The tensors that were added.
         *
         * @return independent of what is added later
         */
        public Tensors build() {
            return new Tensors(new LinkedHashMap<>(added), Map.of());
        }
    }

    static String requireName(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A tensor's name is empty: give it one");
        }
        return name;
    }

    /**
     * Puts tensors together along the first axis, name by name, in new buffers on the heap: what a batch is made of.
     *
     * @param parts at least one, all with the same names and, under each, with tensors that {@link Tensor#concat} takes
     * @return the tensors, in the order of the first part; where there is one part, that part itself
     * @throws IllegalArgumentException if there is no part, if one has other names, or if tensors do not fit together
     */
    public static Tensors concat(List<Tensors> parts) {
        return parts.size() == 1 ? parts.get(0) : concat(parts, ByteBuffer::allocate);
    }

    /**
     * Puts tensors together along the first axis, name by name, in buffers of the caller's.
     *
     * @param parts at least one, all with the same names and, under each, with tensors that {@link Tensor#concat} takes
     * @param allocator gives the buffer of each tensor, as for {@link Tensor#concat(List, IntFunction)}
     * @return the tensors, in the order of the first part
     * @throws IllegalArgumentException if there is no part, if one has other names, or if tensors do not fit together
     */
    public static Tensors concat(List<Tensors> parts, IntFunction<ByteBuffer> allocator) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to concatenate: give at least one part");
        }
        Tensors first = parts.get(0);
        for (Tensors part : parts) {
            if (!part.byName.keySet().equals(first.byName.keySet())) {
                throw new IllegalArgumentException("Tensors %s cannot be concatenated with %s: the names must be equal"
                        .formatted(first.names, part.names));
            }
        }
        var joined = new Builder();
        for (String name : first.names) {
            var column = new ArrayList<Tensor>(parts.size());
            for (Tensors part : parts) {
                column.add(part.get(name));
            }
            joined.add(name, named(name, column, allocator));
        }
        return joined.build();
    }

    private static Tensor named(String name, List<Tensor> column, IntFunction<ByteBuffer> allocator) {
        try {
            return Tensor.concat(column, allocator);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Tensor '%s': %s".formatted(name, e.getMessage()), e);
        }
    }

    /**
     * The same tensors with parameters beside them: what an answer says that is no tensor.
     *
     * @param named by name, each a {@code String}, {@code Boolean}, {@code Integer}, {@code Long} or finite {@code Double};
     *     they take the place of those that there are
     * @return new tensors
     * @throws IllegalArgumentException if a parameter is something else
     */
    public Tensors withParameters(Map<String, ?> named) {
        named.forEach(Tensors::requireParameter);
        return new Tensors(byName, Collections.unmodifiableMap(new LinkedHashMap<>(named)));
    }

    private static void requireParameter(String name, Object value) {
        boolean fits = value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || (value instanceof Double number && Double.isFinite(number));
        if (!fits) {
            throw new IllegalArgumentException(
                    "Parameter '%s' is %s: use a String, Boolean, Integer, Long or finite Double"
                            .formatted(
                                    name,
                                    value instanceof Double
                                            ? value
                                            : value.getClass().getName()));
        }
    }

    /**
     * What is said beside the tensors.
     *
     * @return by name, unmodifiable; empty unless {@link #withParameters} has made these
     */
    public Map<String, Object> parameters() {
        return parameters;
    }

    /**
     * The tensor of a name.
     *
     * @param name the name
     * @return the tensor
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public Tensor get(String name) {
        Tensor tensor = byName.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("There is no tensor '%s', there are %s".formatted(name, names));
        }
        return tensor;
    }

    /**
     * The tensor of a name that may be absent.
     *
     * @param name the name
     * @return the tensor, or empty if there is none
     */
    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Without an object for each look-up. */
    @Nullable Tensor lookup(String name) {
        return byName.get(name);
    }

    /**
     * The names.
     *
     * @return in order, unmodifiable
     */
    public List<String> names() {
        return names;
    }

    /**
     * How many tensors there are.
     *
     * @return 0 or more
     */
    public int size() {
        return names.size();
    }

    /**
     * How many rows each tensor has.
     *
     * @return the first dimension of all
     * @throws IllegalArgumentException if there is no tensor, if one is a scalar, or if they have different numbers
     */
    public long rows() {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("Without tensors there are no rows");
        }
        String firstName = names.get(0);
        long rows = -1;
        for (Map.Entry<String, Tensor> entry : byName.entrySet()) {
            Shape shape = entry.getValue().shape();
            if (shape.rank() == 0) {
                throw new IllegalArgumentException(
                        "Tensor '%s' is a scalar, without rows: give it the shape [1]".formatted(entry.getKey()));
            }
            if (rows < 0) {
                rows = shape.rows();
            } else if (rows != shape.rows()) {
                throw new IllegalArgumentException(
                        "Tensor '%s' has %s rows but '%s' has %s: the first dimensions must be"
                                        .formatted(firstName, rows, entry.getKey(), shape.rows())
                                + " equal");
            }
        }
        return rows;
    }

    /**
     * Some rows of each tensor, over the same bytes.
     *
     * @param from the first row
     * @param to the row after the last; may be {@code from}
     * @return tensors with the same names, valid as long as these
     * @throws IllegalArgumentException if there are no such rows, or if {@link #rows} refuses
     */
    public Tensors slice(long from, long to) {
        rows();
        var sliced = new LinkedHashMap<String, Tensor>();
        byName.forEach((name, tensor) -> sliced.put(name, tensor.slice(from, to)));
        return new Tensors(sliced, parameters);
    }

    /** Whether the other has the same names in the same order, under each an equal tensor, and equal parameters. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensors that
                && names.equals(that.names)
                && byName.equals(that.byName)
                && parameters.equals(that.parameters);
    }

    @Override
    public int hashCode() {
        return 31 * names.hashCode() + byName.hashCode();
    }

    /**
     * Names, datatypes and shapes, as in {@code {input: FP32[2, 3], mask: BOOL[2]}}; never the contents.
     *
     * @return for log lines and messages
     */
    @Override
    public String toString() {
        var text = new StringJoiner(", ", "{", "}");
        byName.forEach((name, tensor) -> text.add(name + ": " + tensor));
        return text.toString();
    }
}
