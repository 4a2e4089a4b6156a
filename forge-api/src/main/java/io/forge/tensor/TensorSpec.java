package io.forge.tensor;

import static java.util.Objects.requireNonNull;

/**
 * Which tensors may stand under a name: of which datatype and shape.
 *
 * <p>An immutable value.
 *
 * @since 0.1
 */
public final class TensorSpec {

    private final String name;
    private final DataType type;
    private final Shape shape;
    private final boolean optional;

    private TensorSpec(String name, DataType type, Shape shape, boolean optional) {
        this.name = name;
        this.type = requireNonNull(type, "type");
        this.shape = requireNonNull(shape, "shape");
        this.optional = optional;
    }

    /**
     * The specification of a tensor that has to be there.
     *
     * @param name the tensor's name
     * @param type its datatype
     * @param shape its shape, with {@link Shape#ANY} where any dimension will do
     * @return the specification
     * @throws IllegalArgumentException if the name is empty
     */
    public static TensorSpec of(String name, DataType type, Shape shape) {
        return new TensorSpec(Tensors.requireName(name), type, shape, false);
    }

    /**
     * The same specification, of a tensor that may be absent.
     *
     * @return a new specification
     */
    public TensorSpec optional() {
        return new TensorSpec(name, type, shape, true);
    }

    /**
     * The tensor's name.
     *
     * @return not empty
     */
    public String name() {
        return name;
    }

    /**
     * The tensor's datatype.
     *
     * @return as it was given
     */
    public DataType type() {
        return type;
    }

    /**
     * The tensor's shape.
     *
     * @return with {@link Shape#ANY} where any dimension will do
     */
    public Shape shape() {
        return shape;
    }

    /**
     * Whether the tensor may be absent.
     *
     * @return false, unless this was made by {@link #optional()}
     */
    public boolean isOptional() {
        return optional;
    }

    /**
     * Whether a tensor has this datatype and shape.
     *
     * @param tensor the tensor
     * @return true if {@link #check} accepts it
     */
    public boolean matches(Tensor tensor) {
        return type == tensor.type() && shape.rank() == tensor.shape().rank() && mismatch(tensor.shape()) < 0;
    }

    /**
     * Refuses a tensor of another datatype or shape.
     *
     * @param tensor the tensor
     * @throws IllegalArgumentException if it does not match; the message names the tensor, what is expected and what it
     *     is
     */
    public void check(Tensor tensor) {
        check("Tensor", tensor);
    }

    /** With what the tensor is, for the message. */
    void check(String role, Tensor tensor) {
        if (type != tensor.type()) {
            throw new IllegalArgumentException(
                    "%s '%s' must be %s but is %s".formatted(role, name, type, tensor.type()));
        }
        Shape actual = tensor.shape();
        if (shape.rank() != actual.rank()) {
            throw new IllegalArgumentException("%s '%s' must have rank %s, as %s, but has rank %s: %s"
                    .formatted(role, name, shape.rank(), shape, actual.rank(), actual));
        }
        int axis = mismatch(actual);
        if (axis >= 0) {
            throw new IllegalArgumentException("%s '%s' must have %s as dimension %s of %s, but has %s: %s"
                    .formatted(role, name, shape.dimension(axis), axis, shape, actual.dimension(axis), actual));
        }
    }

    /** The first axis whose dimension differs, or -1; of shapes of the same rank. */
    private int mismatch(Shape actual) {
        for (int axis = 0; axis < shape.rank(); axis++) {
            long expected = shape.dimension(axis);
            if (expected != Shape.ANY && expected != actual.dimension(axis)) {
                return axis;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TensorSpec that
                && name.equals(that.name)
                && type == that.type
                && shape.equals(that.shape)
                && optional == that.optional;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * name.hashCode() + type.name().hashCode()) + shape.hashCode())
                + Boolean.hashCode(optional);
    }

    /**
     * Name, datatype and shape, as in {@code input: FP32[-1, 3]}.
     *
     * @return with a question mark after the name of one that may be absent
     */
    @Override
    public String toString() {
        return "%s%s: %s%s".formatted(name, optional ? "?" : "", type, shape);
    }
}
