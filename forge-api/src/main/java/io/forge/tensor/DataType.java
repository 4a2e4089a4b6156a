package io.forge.tensor;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * What the elements of a tensor are; the names are those of the Open Inference Protocol.
 *
 * @since 0.1
 */
public enum DataType {
    /** True or false: one byte, 1 or 0. */
    BOOL(1, 0, 1),
    /** A whole number from 0 to 255. */
    UINT8(1, 0, 0xFFL),
    /** A whole number from 0 to 65,535. */
    UINT16(2, 0, 0xFFFFL),
    /** A whole number from 0 to 4,294,967,295. */
    UINT32(4, 0, 0xFFFF_FFFFL),
    /** A whole number from 0 to 2<sup>64</sup> - 1; Java holds its bits in a {@code long}. */
    UINT64(8, 0, Long.MAX_VALUE),
    /** A whole number in the range of {@code byte}. */
    INT8(1, Byte.MIN_VALUE, Byte.MAX_VALUE),
    /** A whole number in the range of {@code short}. */
    INT16(2, Short.MIN_VALUE, Short.MAX_VALUE),
    /** A whole number in the range of {@code int}. */
    INT32(4, Integer.MIN_VALUE, Integer.MAX_VALUE),
    /** A whole number in the range of {@code long}. */
    INT64(8, Long.MIN_VALUE, Long.MAX_VALUE),
    /** A floating-point number of 16 bits, IEEE 754 binary16. */
    FP16(2),
    /** A floating-point number of 16 bits, the upper half of an {@link #FP32}. */
    BF16(2),
    /** A floating-point number of 32 bits, {@code float}. */
    FP32(4),
    /** A floating-point number of 64 bits, {@code double}. */
    FP64(8),
    /** Any number of bytes, often a text in UTF-8: before each element its length in 4 bytes. */
    BYTES(0);

    private final int width;
    private final long min;
    private final long max;

    DataType(int width) {
        this(width, 0, 0);
    }

    DataType(int width, long min, long max) {
        this.width = width;
        this.min = min;
        this.max = max;
    }

    /**
     * The datatype of a name.
     *
     * @param name the protocol's name, such as {@code FP32}
     * @return the datatype
     * @throws IllegalArgumentException if there is none of this name; upper and lower case differ
     */
    public static DataType of(String name) {
        for (DataType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw new IllegalArgumentException("Unknown datatype '%s': use one of %s".formatted(name, listed()));
    }

    private static String listed() {
        return String.join(", ", Arrays.stream(values()).map(DataType::name).toList());
    }

    /**
     * How many bytes an element takes.
     *
     * @return from 1 to 8, or empty for {@link #BYTES}, whose elements have a length each
     */
    public OptionalInt byteSize() {
        return width == 0 ? OptionalInt.empty() : OptionalInt.of(width);
    }

    /** Bytes of an element; 0 for {@link #BYTES}. */
    int width() {
        return width;
    }

    /** Whether the elements are whole numbers, with or without a sign. */
    boolean isWhole() {
        return switch (this) {
            case UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64 -> true;
            case BOOL, FP16, BF16, FP32, FP64, BYTES -> false;
        };
    }

    /** The number itself, if it is within what this whole number type holds. */
    long checked(long value, int index) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("Value %s at index %s does not fit %s: use %s to %s"
                    .formatted(value, index, this, min, this == UINT64 ? "18446744073709551615" : max));
        }
        return value;
    }
}
