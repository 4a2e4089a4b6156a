package io.forge.tensor;

/** Converts BF16, the upper half of a {@code float}, to {@code float} and back. */
final class BrainFloat {

    private static final int FLOAT_INFINITY = 0x7F80_0000;

    private BrainFloat() {}

    /** Exactly the same number; a NaN stays one, with its sign and the bits that it has. */
    static float toFloat(short upper) {
        return Float.intBitsToFloat(upper << 16);
    }

    /** The nearest number, of two equally near the even one; beyond the largest, infinity. */
    static short fromFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        if ((bits & 0x7FFF_FFFF) > FLOAT_INFINITY) {
            // The quiet bit, lest a NaN whose bits are all in the lower half becomes infinity.
            return (short) ((bits >>> 16) | 0x0040);
        }
        return (short) ((bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16);
    }
}
