package io.forge.tensor;

import static java.util.Objects.checkIndex;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.List;
import java.util.function.IntFunction;

/**
 * An array of any number of dimensions, its elements in row-major order in one little-endian buffer.
 *
 * <p>A tensor over a buffer does not copy it. As an input, its contents are valid until the code returns or its future
 * completes; as an output, they belong to Forge once the handler has returned them, and must not change any more: an
 * output may be an input, or a slice of one. Tensors made from arrays or strings hold a copy of their own.
 *
 * <p>The contents fit datatype and shape: this is checked where a tensor is made. A tensor is an immutable value as long
 * as nobody writes to the buffer that it was made from, and then safe to be used by many threads.
 *
 * <p>{@code BYTES} are in the protocol's form: before each element its length, unsigned in 4 bytes, little-endian.
 *
 * @since 0.1
 */
public final class Tensor {

    private final DataType type;
    private final Shape shape;
    private final ByteBuffer bytes;
    private final ElementIndex elementIndex;

    /** Of contents that fit; the buffer is of this tensor alone, read-only, from 0 to its limit. */
    private Tensor(DataType type, Shape shape, ByteBuffer bytes, ElementIndex elementIndex) {
        this.type = type;
        this.shape = shape;
        this.bytes = bytes;
        this.elementIndex = elementIndex;
    }

    /**
     * A tensor over a buffer, which is not copied.
     *
     * @param type the datatype
     * @param shape the shape
     * @param bytes the contents between the buffer's position and limit, little-endian whatever its order says
     * @return the tensor
     * @throws IllegalArgumentException if the shape is not fixed, if the contents are more or fewer than it needs, if a
     *     {@code BOOL} is neither 0 nor 1, or if the lengths of {@code BYTES} do not add up
     */
    public static Tensor of(DataType type, Shape shape, ByteBuffer bytes) {
        requireNonNull(type, "type");
        ByteBuffer contents = bytes.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        if (type == DataType.BYTES) {
            return new Tensor(type, shape, contents, ElementIndex.walk(shape, contents));
        }
        requireExactSize(type, shape, contents.limit());
        if (type == DataType.BOOL) {
            requireZerosAndOnes(contents);
        }
        return new Tensor(type, shape, contents, ElementIndex.NONE);
    }

    private static void requireExactSize(DataType type, Shape shape, int given) {
        long elements = shape.elements();
        long needed = requireSize(type, shape, elements > Integer.MAX_VALUE ? Long.MAX_VALUE : elements * type.width());
        if (needed != given) {
            throw new IllegalArgumentException(
                    "Shape %s of %s needs %s bytes but %s were given".formatted(shape, type, needed, given));
        }
    }

    /** A size in bytes, if a buffer can have it. */
    static int requireSize(DataType type, Shape shape, long size) {
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Shape %s of %s needs more than the %s bytes that a tensor can have"
                    .formatted(shape, type, Integer.MAX_VALUE));
        }
        return (int) size;
    }

    private static void requireZerosAndOnes(ByteBuffer bytes) {
        for (int i = 0; i < bytes.limit(); i++) {
            byte value = bytes.get(i);
            if ((value & ~1) != 0) {
                throw new IllegalArgumentException("The BOOL at index %s is %s: use 0 for false and 1 for true"
                        .formatted(i, Byte.toUnsignedInt(value)));
            }
        }
    }

    /**
     * A tensor of truth values.
     *
     * @param type {@code BOOL}
     * @param shape the shape
     * @param values as many as the shape has elements; they are copied
     * @return the tensor
     * @throws IllegalArgumentException if it is another datatype, or another number of values
     */
    public static Tensor of(DataType type, Shape shape, boolean[] values) {
        return owning(type, shape, ContentsWriter.write(type, shape, values));
    }

    /**
     * A tensor of whole numbers with a sign; for the bits of any datatype wrap the array in a {@link ByteBuffer}.
     *
     * @param type {@code INT8}
     * @param shape the shape
     * @param values as many as the shape has elements; they are copied
     * @return the tensor
     * @throws IllegalArgumentException if it is another datatype, or another number of values
     */
    public static Tensor of(DataType type, Shape shape, byte[] values) {
        return owning(type, shape, ContentsWriter.write(type, shape, values));
    }

    /**
     * A tensor of whole numbers.
     *
     * @param type any datatype of whole numbers
     * @param shape the shape
     * @param values as many as the shape has elements, each in the range of the datatype; they are copied
     * @return the tensor
     * @throws IllegalArgumentException if it is another datatype, another number of values, or one is out of range
     */
    public static Tensor of(DataType type, Shape shape, short[] values) {
        return owning(type, shape, ContentsWriter.write(type, shape, values));
    }

    /**
     * A tensor of whole numbers.
     *
     * @param type any datatype of whole numbers
     * @param shape the shape
     * @param values as many as the shape has elements, each in the range of the datatype; they are copied
     * @return the tensor
     * @throws IllegalArgumentException if it is another datatype, another number of values, or one is out of range
     */
    public static Tensor of(DataType type, Shape shape, int[] values) {
        return owning(type, shape, ContentsWriter.write(type, shape, values));
    }

    /**
     * A tensor of whole numbers.
     *
     * @param type any datatype of whole numbers
     * @param shape the shape
     * @param values as many as the shape has elements, each in the range of the datatype; for {@code UINT64} their bits
     *     count, as in {@link Long#toUnsignedString(long)}; they are copied
     * @return the tensor
     * @throws IllegalArgumentException if it is another datatype, another number of values, or one is out of range
     */
    public static Tensor of(DataType type, Shape shape, long[] values) {
        return owning(type, shape, ContentsWriter.write(type, shape, values));
    }

    /**
     * A tensor of floating-point numbers.
     *
     * @param type {@code FP32}, {@code FP64}, or {@code FP16} and {@code BF16}, to which values are rounded: to the
     *     nearest, of two equally near to the even one, and beyond the largest to infinity
     * @param shape the shape
     * @param values as many as the shape has elements; they are copied
     * @return the tensor
     * @throws IllegalArgumentException if it is another datatype, or another number of values
     */
    public static Tensor of(DataType type, Shape shape, float[] values) {
        return owning(type, shape, ContentsWriter.write(type, shape, values));
    }

    /**
     * A tensor of floating-point numbers.
     *
     * @param type {@code FP64}; for a smaller one make a {@code float[]} first
     * @param shape the shape
     * @param values as many as the shape has elements; they are copied
     * @return the tensor
     * @throws IllegalArgumentException if it is another datatype, or another number of values
     */
    public static Tensor of(DataType type, Shape shape, double[] values) {
        return owning(type, shape, ContentsWriter.write(type, shape, values));
    }

    /**
     * A tensor of texts, encoded as UTF-8.
     *
     * @param type {@code BYTES}
     * @param shape the shape
     * @param values as many as the shape has elements; they are copied
     * @return the tensor
     * @throws IllegalArgumentException if it is another datatype, another number of values, or one cannot be encoded
     */
    public static Tensor of(DataType type, Shape shape, List<String> values) {
        return owning(type, shape, ContentsWriter.write(type, shape, values));
    }

    /**
     * A tensor of {@code BYTES} from its elements, such as encoded images.
     *
     * @param shape the shape
     * @param elements as many as the shape has, each between the buffer's position and limit; they are copied
     * @return the tensor
     * @throws IllegalArgumentException if it is another number of elements, or all of them are too large for a buffer
     */
    public static Tensor ofElements(Shape shape, List<ByteBuffer> elements) {
        return owning(DataType.BYTES, shape, ContentsWriter.writeElements(shape, elements));
    }

    /** Over contents that were written to fit. */
    private static Tensor owning(DataType type, Shape shape, ByteBuffer bytes) {
        ElementIndex index = type == DataType.BYTES ? ElementIndex.walk(shape, bytes) : ElementIndex.NONE;
        return new Tensor(type, shape, bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN), index);
    }

    /**
     * Puts tensors together along the first axis, in a new buffer on the heap.
     *
     * @param parts at least one, of the same datatype and, but for the first dimension, the same shape
     * @return a tensor with a copy of their contents; where there is one part, that part itself
     * @throws IllegalArgumentException if there is no part, if they do not fit together, if they are scalars, or if all
     *     of them are too large for a buffer
     */
    public static Tensor concat(List<Tensor> parts) {
        return parts.size() == 1 ? parts.get(0) : concat(parts, ByteBuffer::allocate);
    }

    /**
     * Puts tensors together along the first axis, in a buffer of the caller's: in one outside of the heap, say, which an
     * engine takes without another copy.
     *
     * @param parts at least one, of the same datatype and, but for the first dimension, the same shape
     * @param allocator gives a buffer for a number of bytes, such as {@code ByteBuffer::allocateDirect}; it is written
     *     from its position on, and must not be written to by anybody else while the tensor is in use
     * @return a tensor with a copy of their contents, also where there is one part
     * @throws IllegalArgumentException if there is no part, if they do not fit together, if they are scalars, if all of
     *     them are too large for a buffer, or if the buffer given is too small
     */
    public static Tensor concat(List<Tensor> parts, IntFunction<ByteBuffer> allocator) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to concatenate: give at least one tensor");
        }
        Tensor first = parts.get(0);
        long rows = 0;
        long size = 0;
        for (int i = 0; i < parts.size(); i++) {
            Tensor part = parts.get(i);
            long more = part.shape.rows();
            if (part.type != first.type || !part.shape.hasRowsLike(first.shape)) {
                throw new IllegalArgumentException(
                        "%s cannot be concatenated with %s (part %s): datatype and all dimensions but the first must be equal"
                                .formatted(first, part, i));
            }
            if (rows > Long.MAX_VALUE - more) {
                throw new IllegalArgumentException("The parts have more than %s rows".formatted(Long.MAX_VALUE));
            }
            rows += more;
            size += part.bytes.limit();
        }
        Shape shape = first.shape.withRows(rows);
        ByteBuffer bytes = gather(parts, requireSize(first.type, shape, size), allocator);
        ElementIndex index =
                first.type == DataType.BYTES ? ElementIndex.concat(parts, (int) shape.elements()) : ElementIndex.NONE;
        return new Tensor(first.type, shape, bytes, index);
    }

    private static ByteBuffer gather(List<Tensor> parts, int size, IntFunction<ByteBuffer> allocator) {
        ByteBuffer given = allocator.apply(size);
        if (given.remaining() < size) {
            throw new IllegalArgumentException(
                    "The buffer to concatenate in has %s bytes but %s are needed".formatted(given.remaining(), size));
        }
        ByteBuffer bytes = given.slice().limit(size);
        for (Tensor part : parts) {
            bytes.put(part.bytes());
        }
        return bytes.flip().slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The datatype of the elements.
     *
     * @return as it was given
     */
    public DataType type() {
        return type;
    }

    /**
     * The shape.
     *
     * @return as it was given; no dimension is {@link Shape#ANY}
     */
    public Shape shape() {
        return shape;
    }

    /** How many elements there are: their bytes are in one buffer. */
    int count() {
        return (int) shape.elements();
    }

    ElementIndex elementIndex() {
        return elementIndex;
    }

    /**
     * The contents, not copied.
     *
     * @return a view of its own, read-only and little-endian, from the first byte to the last; note that views of it,
     *     such as {@link ByteBuffer#duplicate()}, are big-endian until told otherwise
     */
    public ByteBuffer bytes() {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The values of {@code BOOL}.
     *
     * @return a copy
     * @throws IllegalArgumentException if this is of another datatype
     */
    public boolean[] booleans() {
        return ContentsReader.booleans(this);
    }

    /**
     * The values of {@code INT8}.
     *
     * @return a copy
     * @throws IllegalArgumentException if this is of another datatype
     */
    public byte[] signedBytes() {
        return ContentsReader.signedBytes(this);
    }

    /**
     * The values of {@code INT8}, {@code UINT8} or {@code INT16}.
     *
     * @return a copy
     * @throws IllegalArgumentException if this is of another datatype
     */
    public short[] shorts() {
        return ContentsReader.shorts(this);
    }

    /**
     * The values of {@code INT8}, {@code UINT8}, {@code INT16}, {@code UINT16} or {@code INT32}.
     *
     * @return a copy
     * @throws IllegalArgumentException if this is of another datatype
     */
    public int[] ints() {
        return ContentsReader.ints(this);
    }

    /**
     * The values of any datatype of whole numbers.
     *
     * @return a copy; of {@code UINT64} the bits, to be read as unsigned: {@link Long#toUnsignedString(long)}
     * @throws IllegalArgumentException if this is of another datatype
     */
    public long[] longs() {
        return ContentsReader.longs(this);
    }

    /**
     * The values of {@code FP16}, {@code BF16} or {@code FP32}.
     *
     * @return a copy; each value exactly
     * @throws IllegalArgumentException if this is of another datatype
     */
    public float[] floats() {
        return ContentsReader.floats(this);
    }

    /**
     * The values of any datatype of floating-point numbers.
     *
     * @return a copy; each value exactly
     * @throws IllegalArgumentException if this is of another datatype
     */
    public double[] doubles() {
        return ContentsReader.doubles(this);
    }

    /**
     * The elements of {@code BYTES} as texts.
     *
     * @return a copy, unmodifiable
     * @throws IllegalArgumentException if this is of another datatype, or if an element is not UTF-8
     */
    public List<String> strings() {
        return ContentsReader.strings(this);
    }

    /**
     * One element of {@code BYTES}, not copied and without its length.
     *
     * @param index which one, in row-major order
     * @return a view of its own, read-only
     * @throws IllegalArgumentException if this is of another datatype
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public ByteBuffer element(int index) {
        if (type != DataType.BYTES) {
            throw ContentsReader.refused(type, "element(int)");
        }
        checkIndex(index, count());
        int start = elementIndex.start(index) + ElementIndex.PREFIX;
        return bytes.slice(start, elementIndex.start(index + 1) - start);
    }

    /**
     * The contents of {@code INT16}, or the bits of {@code UINT16}, {@code FP16} or {@code BF16}, not copied.
     *
     * @return a view of its own, read-only, at any alignment
     * @throws IllegalArgumentException if this is of another datatype
     */
    public ShortBuffer asShortBuffer() {
        ContentsReader.requireType(
                this, "asShortBuffer()", DataType.INT16, DataType.UINT16, DataType.FP16, DataType.BF16);
        return bytes().asShortBuffer();
    }

    /**
     * The contents of {@code INT32}, or the bits of {@code UINT32}, not copied.
     *
     * @return a view of its own, read-only, at any alignment
     * @throws IllegalArgumentException if this is of another datatype
     */
    public IntBuffer asIntBuffer() {
        ContentsReader.requireType(this, "asIntBuffer()", DataType.INT32, DataType.UINT32);
        return bytes().asIntBuffer();
    }

    /**
     * The contents of {@code INT64}, or the bits of {@code UINT64}, not copied.
     *
     * @return a view of its own, read-only, at any alignment
     * @throws IllegalArgumentException if this is of another datatype
     */
    public LongBuffer asLongBuffer() {
        ContentsReader.requireType(this, "asLongBuffer()", DataType.INT64, DataType.UINT64);
        return bytes().asLongBuffer();
    }

    /**
     * The contents of {@code FP32}, not copied.
     *
     * @return a view of its own, read-only, at any alignment
     * @throws IllegalArgumentException if this is of another datatype
     */
    public FloatBuffer asFloatBuffer() {
        ContentsReader.requireType(this, "asFloatBuffer()", DataType.FP32);
        return bytes().asFloatBuffer();
    }

    /**
     * The contents of {@code FP64}, not copied.
     *
     * @return a view of its own, read-only, at any alignment
     * @throws IllegalArgumentException if this is of another datatype
     */
    public DoubleBuffer asDoubleBuffer() {
        ContentsReader.requireType(this, "asDoubleBuffer()", DataType.FP64);
        return bytes().asDoubleBuffer();
    }

    /**
     * Some rows: a part along the first axis, over the same bytes.
     *
     * @param from the first row
     * @param to the row after the last; may be {@code from}
     * @return a tensor of the same rank, valid as long as this one
     * @throws IllegalArgumentException if there are no such rows, or if this is a scalar
     */
    public Tensor slice(long from, long to) {
        long rows = shape.rows();
        if (from < 0 || from > to || to > rows) {
            throw new IllegalArgumentException(
                    "Rows %s to %s are not within the %s of %s".formatted(from, to, rows, this));
        }
        int start = startOf(from, rows);
        ByteBuffer part = bytes.slice(start, startOf(to, rows) - start).order(ByteOrder.LITTLE_ENDIAN);
        return new Tensor(type, shape.withRows(to - from), part, elementIndexFrom(from, rows));
    }

    private int startOf(long row, long rows) {
        if (rows == 0) {
            return 0;
        }
        return type == DataType.BYTES
                ? elementIndex.start((int) (row * (count() / rows)))
                : (int) (row * (bytes.limit() / rows));
    }

    private ElementIndex elementIndexFrom(long row, long rows) {
        if (type != DataType.BYTES || rows == 0) {
            return elementIndex;
        }
        return elementIndex.from((int) (row * (count() / rows)));
    }

    /**
     * Whether the other is a tensor of the same datatype, shape and contents, bit by bit: a NaN is equal to the same
     * NaN, and 0 is not equal to -0.
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that
                && type == that.type
                && shape.equals(that.shape)
                && bytes.equals(that.bytes);
    }

    /** From datatype, shape and all contents. */
    @Override
    public int hashCode() {
        return 31 * (31 * type.name().hashCode() + shape.hashCode()) + bytes.hashCode();
    }

    /**
     * Datatype and shape, as in {@code FP32[2, 3]}; never the contents.
     *
     * @return for log lines and messages
     */
    @Override
    public String toString() {
        return type + shape.toString();
    }
}
