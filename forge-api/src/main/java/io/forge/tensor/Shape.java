package io.forge.tensor;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * The dimensions of a tensor, the outermost first.
 *
 * <p>A dimension may be 0; no dimensions at all are the shape of a single value, a scalar. Where a {@link TensorSpec}
 * describes tensors, a dimension may be {@link #ANY}. An immutable value.
 *
 * @since 0.1
 */
public final class Shape {

    /** A dimension that is not fixed, in the shape of a {@link TensorSpec}. */
    public static final long ANY = -1;

    private final long[] dimensions;
    private final long elements;

    private Shape(long[] dimensions, long elements) {
        this.dimensions = dimensions;
        this.elements = elements;
    }

    /**
     * The shape of these dimensions.
     *
     * @param dimensions each 0 or more, or {@link #ANY}; none for a scalar; they are copied
     * @return the shape
     * @throws IllegalArgumentException if a dimension is below -1, or if those above 0 multiply to more than a
     *     {@code long}
     */
    public static Shape of(long... dimensions) {
        return owning(requireNonNull(dimensions, "dimensions").clone());
    }

    private static Shape owning(long[] dimensions) {
        long product = 1;
        boolean zero = false;
        boolean any = false;
        for (int axis = 0; axis < dimensions.length; axis++) {
            long dimension = dimensions[axis];
            if (dimension < ANY) {
                throw new IllegalArgumentException(
                        "Dimension %s of shape %s is %s: use 0 or more, or -1 for any in a specification"
                                .formatted(axis, Arrays.toString(dimensions), dimension));
            }
            zero |= dimension == 0;
            any |= dimension == ANY;
            if (dimension > 0) {
                // Without the zeros, as NumPy does: whether a shape is refused does not depend on its order.
                if (product > Long.MAX_VALUE / dimension) {
                    throw new IllegalArgumentException(
                            "The dimensions of shape %s multiply to more than %s: use smaller ones"
                                    .formatted(Arrays.toString(dimensions), Long.MAX_VALUE));
                }
                product *= dimension;
            }
        }
        return new Shape(dimensions, any ? ANY : zero ? 0 : product);
    }

    /**
     * How many dimensions there are.
     *
     * @return 0 for a scalar
     */
    public int rank() {
        return dimensions.length;
    }

    /**
     * One dimension.
     *
     * @param axis from 0, the outermost, to {@link #rank} - 1
     * @return 0 or more, or {@link #ANY}
     * @throws IndexOutOfBoundsException if there is no such axis
     */
    public long dimension(int axis) {
        return dimensions[axis];
    }

    /**
     * All dimensions.
     *
     * @return a copy
     */
    public long[] dimensions() {
        return dimensions.clone();
    }

    /**
     * Whether no dimension is {@link #ANY}, as it must be for a tensor.
     *
     * @return true if each dimension is 0 or more
     */
    public boolean isFixed() {
        return elements != ANY;
    }

    /**
     * How many elements a tensor of this shape has: the product of the dimensions.
     *
     * @return 1 for a scalar
     * @throws IllegalArgumentException if a dimension is {@link #ANY}
     */
    public long elements() {
        if (!isFixed()) {
            throw new IllegalArgumentException(
                    "Shape %s has a dimension that is not fixed: a tensor's are 0 or more".formatted(this));
        }
        return elements;
    }

    /** The first dimension; not for scalars. */
    long rows() {
        if (dimensions.length == 0) {
            throw new IllegalArgumentException("A scalar has no first axis: give it the shape [1]");
        }
        return dimensions[0];
    }

    /** The same shape with another first dimension; not for scalars. */
    Shape withRows(long rows) {
        long[] changed = dimensions.clone();
        changed[0] = rows;
        return owning(changed);
    }

    /** Whether all dimensions but the first are the same; not for scalars. */
    boolean hasRowsLike(Shape other) {
        return Arrays.equals(dimensions, 1, dimensions.length, other.dimensions, 1, other.dimensions.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape that && Arrays.equals(dimensions, that.dimensions);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dimensions);
    }

    /**
     * The dimensions, as in {@code [2, 3]}.
     *
     * @return {@code []} for a scalar
     */
    @Override
    public String toString() {
        return Arrays.toString(dimensions);
    }
}
