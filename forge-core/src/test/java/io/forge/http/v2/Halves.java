package io.forge.http.v2;

import java.util.HashMap;
import java.util.Map;

/** All numbers of FP16, by the definition of IEEE 754. */
final class Halves {

    private static final Map<Integer, Short> BITS = new HashMap<>();

    static {
        for (int half = 0; half < 1 << Short.SIZE; half++) {
            BITS.putIfAbsent(Float.floatToIntBits(toFloat((short) half)), (short) half);
        }
    }

    private Halves() {}

    static float toFloat(short half) {
        int exponent = half >> 10 & 0x1F;
        int fraction = half & 0x3FF;
        float value = switch (exponent) {
            case 0 -> Math.scalb((float) fraction, -24);
            case 0x1F -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
            default -> Math.scalb((float) (fraction | 0x400), exponent - 25);
        };
        return half < 0 ? -value : value;
    }

    /** Of a number that FP16 has. */
    static short of(float value) {
        Short half = BITS.get(Float.floatToIntBits(value));
        if (half == null) {
            throw new AssertionError("FP16 has no " + value);
        }
        return half;
    }
}
