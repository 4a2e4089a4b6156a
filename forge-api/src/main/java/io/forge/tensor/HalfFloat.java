package io.forge.tensor;

/** Converts IEEE 754 binary16 to {@code float} and back, which the JDK does only from Java 20 on. */
final class HalfFloat {

    private static final int EXPONENT_BIAS_DIFFERENCE = (127 - 15) << 23;
    private static final int FLOAT_INFINITY = 0x7F80_0000;
    private static final int FLOAT_TWO_TO_16 = (127 + 16) << 23;
    private static final int FLOAT_TWO_TO_MINUS_14 = (127 - 14) << 23;

    private HalfFloat() {}

    /** Exactly the same number; a NaN stays one, with its sign and the bits that it has. */
    static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = half & 0x7C00;
        int fraction = half & 0x03FF;
        if (exponent == 0x7C00) {
            return Float.intBitsToFloat(sign | FLOAT_INFINITY | (fraction << 13));
        }
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        return Float.intBitsToFloat(sign | (((exponent | fraction) << 13) + EXPONENT_BIAS_DIFFERENCE));
    }

    /** The nearest number, of two equally near the even one; beyond the largest, infinity. */
    static short fromFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        int magnitude = bits & 0x7FFF_FFFF;
        if (magnitude > FLOAT_INFINITY) {
            return (short) (sign | 0x7E00 | ((magnitude >>> 13) & 0x01FF));
        }
        if (magnitude >= FLOAT_TWO_TO_16) {
            return (short) (sign | 0x7C00);
        }
        if (magnitude >= FLOAT_TWO_TO_MINUS_14) {
            int rebiased = magnitude - EXPONENT_BIAS_DIFFERENCE;
            // A carry out of the fraction raises the exponent, up to infinity: the encoding is in order.
            return (short) (sign | ((rebiased + 0x0FFF + ((rebiased >>> 13) & 1)) >>> 13));
        }
        // In units of the smallest subnormal; exact in double, and rint is to the nearest even.
        return (short) (sign | (int) Math.rint(Float.intBitsToFloat(magnitude) * 0x1p24));
    }
}
