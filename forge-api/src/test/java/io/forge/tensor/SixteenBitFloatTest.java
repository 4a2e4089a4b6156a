package io.forge.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FP16 and BF16, over all their 65,536 values where that can be. */
class SixteenBitFloatTest {

    @Test
    void everyFp16GoesToFloatAndBackUnchangedButForNaN() {
        for (int bits = 0; bits <= 0xFFFF; bits++) {
            float value = HalfFloat.toFloat((short) bits);

            short back = HalfFloat.fromFloat(value);

            if ((bits & 0x7C00) == 0x7C00 && (bits & 0x03FF) != 0) {
                assertThat(value).isNaN();
                assertThat(HalfFloat.toFloat(back)).isNaN();
                assertThat(back & 0x8000).as("sign of %x", bits).isEqualTo(bits & 0x8000);
            } else {
                assertThat(value).as("%x", bits).isNotNaN();
                assertThat(Short.toUnsignedInt(back)).as("%x", bits).isEqualTo(bits);
            }
        }
    }

    @Test
    void everyBf16GoesToFloatAndBackUnchangedButForNaN() {
        for (int bits = 0; bits <= 0xFFFF; bits++) {
            float value = BrainFloat.toFloat((short) bits);

            short back = BrainFloat.fromFloat(value);

            if ((bits & 0x7F80) == 0x7F80 && (bits & 0x007F) != 0) {
                assertThat(value).isNaN();
                assertThat(BrainFloat.toFloat(back)).isNaN();
                assertThat(back & 0x8000).as("sign of %x", bits).isEqualTo(bits & 0x8000);
            } else {
                assertThat(value).as("%x", bits).isNotNaN();
                assertThat(Short.toUnsignedInt(back)).as("%x", bits).isEqualTo(bits);
            }
        }
    }

    @Test
    void everyFp16IsTheNumberThatIeee754Says() {
        for (int bits = 0; bits <= 0x7BFF; bits++) {
            int exponent = bits >> 10;
            int fraction = bits & 0x03FF;
            double expected =
                    exponent == 0 ? fraction * 0x1p-24 : (0x400 + fraction) * Math.pow(2, (double) exponent - 25);

            assertThat((double) HalfFloat.toFloat((short) bits)).isEqualTo(expected);
            assertThat((double) HalfFloat.toFloat((short) (bits | 0x8000))).isEqualTo(-expected);
        }
    }

    /** Between each two neighbours: just below the middle, the middle, just above. */
    @Test
    void everyMiddleOfTwoFp16IsRoundedToTheEvenOne() {
        for (int bits = 0; bits < 0x7BFF; bits++) {
            float middle = (HalfFloat.toFloat((short) bits) + HalfFloat.toFloat((short) (bits + 1))) / 2;
            int even = (bits & 1) == 0 ? bits : bits + 1;

            assertThat((int) HalfFloat.fromFloat(middle)).isEqualTo(even);
            assertThat((int) HalfFloat.fromFloat(Math.nextDown(middle))).isEqualTo(bits);
            assertThat((int) HalfFloat.fromFloat(Math.nextUp(middle))).isEqualTo(bits + 1);
            assertThat(HalfFloat.fromFloat(-middle) & 0xFFFF).isEqualTo(even | 0x8000);
        }
    }

    @Test
    void everyMiddleOfTwoBf16IsRoundedToTheEvenOne() {
        for (int bits = 0; bits < 0x7F7F; bits++) {
            float middle = Float.intBitsToFloat(bits << 16 | 0x8000);
            int even = (bits & 1) == 0 ? bits : bits + 1;

            assertThat((int) BrainFloat.fromFloat(middle)).isEqualTo(even);
            assertThat((int) BrainFloat.fromFloat(Math.nextDown(middle))).isEqualTo(bits);
            assertThat((int) BrainFloat.fromFloat(Math.nextUp(middle))).isEqualTo(bits + 1);
            assertThat(BrainFloat.fromFloat(-middle) & 0xFFFF).isEqualTo(even | 0x8000);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "65504, 7BFF",
        "65519.996, 7BFF",
        "65520, 7C00",
        "65536, 7C00",
        "3.4028235e38, 7C00",
        "Infinity, 7C00",
        "-Infinity, FC00",
        "0, 0000",
        "-0.0, 8000",
        "5.9604645e-8, 0001",
        "2.9802322e-8, 0000",
        "2.9802326e-8, 0001",
        "1.4e-45, 0000",
        "6.1035156e-5, 0400",
        "6.097555e-5, 03FF",
        "1, 3C00",
        "0.333333, 3555"
    })
    void fp16AtItsEdges(float value, String expected) {
        assertThat(HalfFloat.fromFloat(value) & 0xFFFF).isEqualTo(Integer.parseInt(expected, 16));
    }

    @ParameterizedTest
    @CsvSource({
        "3.3895314e38, 7F7F",
        "3.4028235e38, 7F80",
        "-3.4028235e38, FF80",
        "Infinity, 7F80",
        "-Infinity, FF80",
        "0, 0000",
        "-0.0, 8000",
        "1.4e-45, 0000",
        "9.2e-41, 0001",
        "1, 3F80",
        "3.14159, 4049"
    })
    void bf16AtItsEdges(float value, String expected) {
        assertThat(BrainFloat.fromFloat(value) & 0xFFFF).isEqualTo(Integer.parseInt(expected, 16));
    }

    @Test
    void aNaNWhoseBitsAreAllInTheLowerHalfStaysOne() {
        assertThat(HalfFloat.toFloat(HalfFloat.fromFloat(Float.intBitsToFloat(0x7F80_0001))))
                .isNaN();
        assertThat(BrainFloat.toFloat(BrainFloat.fromFloat(Float.intBitsToFloat(0xFF80_0001))))
                .isNaN();
    }

    @Test
    void fp16IsWhatTheJdkMakesOfIt() throws Throwable {
        if (Runtime.version().feature() < 20) {
            // There is nothing to compare with: the rest of this class stands alone.
            assertThat(Float.class.getMethods()).extracting(Method::getName).doesNotContain("float16ToFloat");
            return;
        }
        MethodHandle toFloat = MethodHandles.lookup()
                .findStatic(Float.class, "float16ToFloat", MethodType.methodType(float.class, short.class));
        MethodHandle fromFloat = MethodHandles.lookup()
                .findStatic(Float.class, "floatToFloat16", MethodType.methodType(short.class, float.class));

        for (int bits = 0; bits <= 0xFFFF; bits++) {
            // Tells 0 from -0, and takes one NaN for another.
            assertThat(Float.floatToIntBits(HalfFloat.toFloat((short) bits)))
                    .isEqualTo(Float.floatToIntBits((float) toFloat.invokeExact((short) bits)));
        }
        var random = new Random(19);
        for (int i = 0; i < 200_000; i++) {
            // Around the range of FP16 in every other case.
            float value = i % 2 == 0
                    ? Float.intBitsToFloat(random.nextInt())
                    : HalfFloat.toFloat((short) random.nextInt()) * (1 + random.nextInt(8192) * 0x1p-24f);
            if (!Float.isNaN(value)) {
                assertThat(HalfFloat.fromFloat(value)).as("%s", value).isEqualTo((short) fromFloat.invokeExact(value));
            }
        }
    }
}
