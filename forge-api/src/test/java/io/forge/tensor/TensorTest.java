package io.forge.tensor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class TensorTest {

    private static final Shape TWO = Shape.of(2);

    @Test
    void holdsBooleans() {
        var tensor = Tensor.of(DataType.BOOL, TWO, new boolean[] {true, false});

        assertThat(contents(tensor)).containsExactly(1, 0);
        assertThat(tensor.booleans()).containsExactly(true, false);
    }

    @Test
    void holdsInt8() {
        var tensor = Tensor.of(DataType.INT8, TWO, new byte[] {-128, 127});

        assertThat(contents(tensor)).containsExactly(0x80, 0x7F);
        assertThat(tensor.signedBytes()).containsExactly(-128, 127);
        assertThat(tensor.shorts()).containsExactly(new short[] {-128, 127});
        assertThat(tensor.ints()).containsExactly(-128, 127);
        assertThat(tensor.longs()).containsExactly(-128, 127);
        assertMadeFromWholeNumbers(tensor, new short[] {-128, 127});
    }

    @Test
    void holdsUint8AndWidensIt() {
        var tensor = Tensor.of(DataType.UINT8, TWO, new int[] {1, 255});

        assertThat(contents(tensor)).containsExactly(0x01, 0xFF);
        assertThat(tensor.shorts()).containsExactly(new short[] {1, 255});
        assertThat(tensor.ints()).containsExactly(1, 255);
        assertThat(tensor.longs()).containsExactly(1, 255);
        assertMadeFromWholeNumbers(tensor, new short[] {1, 255});
    }

    @Test
    void holdsInt16() {
        var tensor = Tensor.of(DataType.INT16, TWO, new short[] {Short.MIN_VALUE, 0x0102});

        assertThat(contents(tensor)).containsExactly(0x00, 0x80, 0x02, 0x01);
        assertThat(tensor.shorts()).containsExactly(Short.MIN_VALUE, (short) 0x0102);
        assertThat(tensor.ints()).containsExactly(Short.MIN_VALUE, 0x0102);
        assertThat(tensor.longs()).containsExactly(Short.MIN_VALUE, 0x0102);
        assertThat(tensor.asShortBuffer().get(1)).isEqualTo((short) 0x0102);
        assertMadeFromWholeNumbers(tensor, new short[] {Short.MIN_VALUE, 0x0102});
    }

    @Test
    void holdsUint16AndWidensIt() {
        var tensor = Tensor.of(DataType.UINT16, TWO, new int[] {1, 65_535});

        assertThat(contents(tensor)).containsExactly(0x01, 0x00, 0xFF, 0xFF);
        assertThat(tensor.ints()).containsExactly(1, 65_535);
        assertThat(tensor.longs()).containsExactly(1, 65_535);
        assertThat(tensor.asShortBuffer().get(1)).isEqualTo((short) -1);
        assertThat(Tensor.of(DataType.UINT16, TWO, new long[] {1, 65_535})).isEqualTo(tensor);
    }

    @Test
    void holdsInt32() {
        var tensor = Tensor.of(DataType.INT32, TWO, new int[] {Integer.MIN_VALUE, 0x01020304});

        assertThat(contents(tensor)).containsExactly(0x00, 0x00, 0x00, 0x80, 0x04, 0x03, 0x02, 0x01);
        assertThat(tensor.ints()).containsExactly(Integer.MIN_VALUE, 0x01020304);
        assertThat(tensor.longs()).containsExactly(Integer.MIN_VALUE, 0x01020304);
        assertThat(tensor.asIntBuffer().get(1)).isEqualTo(0x01020304);
        assertThat(Tensor.of(DataType.INT32, TWO, new long[] {Integer.MIN_VALUE, 0x01020304}))
                .isEqualTo(tensor);
    }

    @Test
    void holdsUint32AndWidensIt() {
        var tensor = Tensor.of(DataType.UINT32, TWO, new long[] {1, 4_294_967_295L});

        assertThat(contents(tensor)).containsExactly(0x01, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF);
        assertThat(tensor.longs()).containsExactly(1, 4_294_967_295L);
        assertThat(tensor.asIntBuffer().get(1)).isEqualTo(-1);
        assertThat(Tensor.of(DataType.UINT32, TWO, new int[] {1, 2}).longs()).containsExactly(1, 2);
    }

    @Test
    void holdsInt64() {
        var tensor = Tensor.of(DataType.INT64, TWO, new long[] {Long.MIN_VALUE, (1L << 53) + 1});

        assertThat(tensor.longs()).containsExactly(Long.MIN_VALUE, (1L << 53) + 1);
        assertThat(tensor.asLongBuffer().get(1)).isEqualTo((1L << 53) + 1);
        assertThat(contents(tensor)).startsWith(0, 0, 0, 0, 0, 0, 0, 0x80);
        assertMadeFromWholeNumbers(Tensor.of(DataType.INT64, TWO, new long[] {-1, 2}), new short[] {-1, 2});
    }

    @Test
    void holdsTheBitsOfUint64InALong() {
        var tensor = Tensor.of(DataType.UINT64, TWO, new long[] {1, -1});

        assertThat(Long.toUnsignedString(tensor.longs()[1])).isEqualTo("18446744073709551615");
        assertThat(tensor.asLongBuffer().get(1)).isEqualTo(-1);
        assertMadeFromWholeNumbers(Tensor.of(DataType.UINT64, TWO, new long[] {1, 2}), new short[] {1, 2});
    }

    @Test
    void holdsFp16() {
        var tensor = Tensor.of(DataType.FP16, TWO, new float[] {1, -65_504});

        assertThat(contents(tensor)).containsExactly(0x00, 0x3C, 0xFF, 0xFB);
        assertThat(tensor.floats()).containsExactly(1, -65_504);
        assertThat(tensor.doubles()).containsExactly(1, -65_504);
        assertThat(tensor.asShortBuffer().get(0)).isEqualTo((short) 0x3C00);
    }

    @Test
    void holdsBf16() {
        var tensor = Tensor.of(DataType.BF16, TWO, new float[] {1, -3.390625f});

        assertThat(contents(tensor)).containsExactly(0x80, 0x3F, 0x59, 0xC0);
        assertThat(tensor.floats()).containsExactly(1, -3.390625f);
        assertThat(tensor.doubles()).containsExactly(1, -3.390625);
        assertThat(tensor.asShortBuffer().get(0)).isEqualTo((short) 0x3F80);
    }

    @Test
    void holdsFp32() {
        var tensor = Tensor.of(DataType.FP32, TWO, new float[] {1, Float.MIN_VALUE});

        assertThat(contents(tensor)).containsExactly(0x00, 0x00, 0x80, 0x3F, 0x01, 0x00, 0x00, 0x00);
        assertThat(tensor.floats()).containsExactly(1, Float.MIN_VALUE);
        assertThat(tensor.doubles()).containsExactly(1, Float.MIN_VALUE);
        assertThat(tensor.asFloatBuffer().get(1)).isEqualTo(Float.MIN_VALUE);
    }

    @Test
    void holdsFp64() {
        var tensor = Tensor.of(DataType.FP64, TWO, new double[] {1, Double.MIN_VALUE});

        assertThat(tensor.doubles()).containsExactly(1, Double.MIN_VALUE);
        assertThat(tensor.asDoubleBuffer().get(1)).isEqualTo(Double.MIN_VALUE);
        assertThat(contents(tensor)).startsWith(0, 0, 0, 0, 0, 0, 0xF0, 0x3F);
        assertThat(Tensor.of(DataType.FP64, TWO, new float[] {1, 0.1f}).doubles())
                .containsExactly(1, 0.1f);
    }

    @Test
    void holdsTextsWithTheirLengthsBeforeThem() {
        var tensor = Tensor.of(DataType.BYTES, TWO, List.of("ä", ""));

        assertThat(contents(tensor)).containsExactly(2, 0, 0, 0, 0xC3, 0xA4, 0, 0, 0, 0);
        assertThat(tensor.strings()).containsExactly("ä", "");
        assertThat(tensor.element(0)).isEqualTo(ByteBuffer.wrap("ä".getBytes(UTF_8)));
        assertThat(tensor.element(1).remaining()).isZero();
    }

    @Test
    void holdsElementsThatAreNoTexts() {
        var image = ByteBuffer.wrap(new byte[] {9, (byte) 0xFF, 8}, 1, 1);

        var tensor = Tensor.ofElements(Shape.of(1), List.of(image));

        assertThat(contents(tensor)).containsExactly(1, 0, 0, 0, 0xFF);
        assertThat(image.remaining()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(tensor::strings)
                .withMessage("Element 0 of BYTES[1] is not UTF-8: read it with element(0)");
    }

    private static void assertMadeFromWholeNumbers(Tensor tensor, short[] values) {
        int[] ints = new int[values.length];
        long[] longs = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            ints[i] = values[i];
            longs[i] = values[i];
        }
        assertThat(Tensor.of(tensor.type(), tensor.shape(), values)).isEqualTo(tensor);
        assertThat(Tensor.of(tensor.type(), tensor.shape(), ints)).isEqualTo(tensor);
        assertThat(Tensor.of(tensor.type(), tensor.shape(), longs)).isEqualTo(tensor);
    }

    @ParameterizedTest
    @EnumSource
    void isTheSameWhenMadeAgainFromItsBytes(DataType type) {
        var samples = new Samples(type.ordinal());
        for (int round = 0; round < 300; round++) {
            var tensor = samples.tensor(type);

            var again = Tensor.of(type, tensor.shape(), tensor.bytes());

            assertThat(again).isEqualTo(tensor).hasSameHashCodeAs(tensor);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isTheSameWhenMadeAgainFromWhatIsRead(DataType type) {
        var samples = new Samples(type.ordinal());
        for (int round = 0; round < 300; round++) {
            var tensor = samples.tensor(type);

            assertThat(copyByValues(tensor)).isEqualTo(tensor);
        }
    }

    private static Tensor copyByValues(Tensor tensor) {
        DataType type = tensor.type();
        Shape shape = tensor.shape();
        return switch (type) {
            case BOOL -> Tensor.of(type, shape, tensor.booleans());
            case INT8 -> Tensor.of(type, shape, tensor.signedBytes());
            case UINT8, INT16 -> Tensor.of(type, shape, tensor.shorts());
            case UINT16, INT32 -> Tensor.of(type, shape, tensor.ints());
            case UINT32, UINT64, INT64 -> Tensor.of(type, shape, tensor.longs());
            case FP16, BF16 -> withoutSignallingNaN(tensor, Tensor.of(type, shape, tensor.floats()));
            case FP32 -> Tensor.of(type, shape, tensor.floats());
            case FP64 -> Tensor.of(type, shape, tensor.doubles());
            case BYTES -> {
                var elements = new ArrayList<ByteBuffer>();
                for (int i = 0; i < shape.elements(); i++) {
                    elements.add(tensor.element(i));
                }
                yield Tensor.ofElements(shape, elements);
            }
        };
    }

    /** The copy, with the NaN of the original where it is one too: their bits may differ. */
    private static Tensor withoutSignallingNaN(Tensor original, Tensor copy) {
        float[] values = copy.floats();
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(copy.bytes())
                .flip();
        for (int i = 0; i < values.length; i++) {
            if (Float.isNaN(values[i])) {
                bytes.putShort(2 * i, original.asShortBuffer().get(i));
            }
        }
        return Tensor.of(copy.type(), copy.shape(), bytes);
    }

    @ParameterizedTest
    @EnumSource
    void partsOfItPutTogetherAreTheWhole(DataType type) {
        var samples = new Samples(type.ordinal());
        for (int round = 0; round < 300; round++) {
            var tensor = samples.tensor(type);
            long rows = tensor.shape().dimension(0);
            long cut = samples.upTo(rows);
            long secondCut = cut + samples.upTo(rows - cut);

            var parts = List.of(tensor.slice(0, cut), tensor.slice(cut, secondCut), tensor.slice(secondCut, rows));

            assertThat(parts).allSatisfy(part -> assertThat(copyByValues(part)).isEqualTo(part));
            assertThat(Tensor.concat(parts)).isEqualTo(tensor);
            assertThat(copyByValues(Tensor.concat(parts))).isEqualTo(tensor);
        }
    }

    @Test
    void slicesAlongTheFirstAxis() {
        var tensor = Tensor.of(DataType.INT32, Shape.of(3, 2), new int[] {1, 2, 3, 4, 5, 6});

        var slice = tensor.slice(1, 3);

        assertThat(slice).hasToString("INT32[2, 2]");
        assertThat(slice.ints()).containsExactly(3, 4, 5, 6);
        assertThat(slice.slice(1, 2).ints()).containsExactly(5, 6);
    }

    @Test
    void slicesBytesByTheirElements() {
        var tensor = Tensor.of(DataType.BYTES, Shape.of(3, 2), List.of("a", "", "ccc", "dd", "e", "ffff"));

        var slice = tensor.slice(1, 3);

        assertThat(slice.strings()).containsExactly("ccc", "dd", "e", "ffff");
        assertThat(slice.slice(1, 2).strings()).containsExactly("e", "ffff");
        assertThat(slice.slice(1, 1).strings()).isEmpty();
    }

    @Test
    void aSliceSharesTheBytes() {
        ByteBuffer buffer = ByteBuffer.allocate(4);
        var slice = Tensor.of(DataType.INT8, Shape.of(4), buffer).slice(2, 3);

        buffer.put(2, (byte) 7);

        assertThat(slice.signedBytes()).containsExactly(7);
    }

    @Test
    void concatenatesTensorsOfDifferentRows() {
        var one = Tensor.of(DataType.BYTES, Shape.of(1, 2), List.of("a", "bb"));
        var none = Tensor.of(DataType.BYTES, Shape.of(0, 2), List.<String>of());
        var two = Tensor.of(DataType.BYTES, Shape.of(2, 2), List.of("c", "", "d", "e"));

        var whole = Tensor.concat(List.of(one, none, two));

        assertThat(whole).hasToString("BYTES[3, 2]");
        assertThat(whole.strings()).containsExactly("a", "bb", "c", "", "d", "e");
        assertThat(whole.slice(1, 3)).isEqualTo(two);
    }

    @Test
    void concatenatesIntoABufferOfTheCaller() {
        var part = Tensor.of(DataType.FP32, TWO, new float[] {1, 2});
        ByteBuffer direct = ByteBuffer.allocateDirect(64).position(8);

        var whole = Tensor.concat(List.of(part, part), size -> direct);

        assertThat(whole.bytes().isDirect()).isTrue();
        assertThat(whole.floats()).containsExactly(1, 2, 1, 2);
        assertThat(direct.order(ByteOrder.LITTLE_ENDIAN).getFloat(12)).isEqualTo(2);
        assertThat(direct.position()).isEqualTo(8);
    }

    @Test
    void doesNotCopyWhereThereIsOnePart() {
        var part = Tensor.of(DataType.FP32, TWO, new float[] {1, 2});

        assertThat(Tensor.concat(List.of(part))).isSameAs(part);
        assertThat(Tensor.concat(List.of(part), ByteBuffer::allocateDirect)).isEqualTo(part);
    }

    @Test
    void takesABufferFromItsPositionToItsLimitWhateverItsOrder() {
        ByteBuffer buffer =
                ByteBuffer.wrap(new byte[] {9, 9, 1, 0, 0, 0, 9}).position(2).limit(6);

        var tensor = Tensor.of(DataType.INT32, Shape.of(1), buffer);

        assertThat(tensor.ints()).containsExactly(1);
        assertThat(buffer.position()).isEqualTo(2);
    }

    @Test
    void doesNotCopyABuffer() {
        ByteBuffer buffer = ByteBuffer.allocate(4);
        var tensor = Tensor.of(DataType.INT32, Shape.of(1), buffer);

        buffer.put(0, (byte) 7);

        assertThat(tensor.ints()).containsExactly(7);
    }

    @Test
    void copiesAnArray() {
        int[] values = {1};
        var tensor = Tensor.of(DataType.INT32, Shape.of(1), values);

        values[0] = 2;
        tensor.ints()[0] = 3;

        assertThat(tensor.ints()).containsExactly(1);
    }

    @Test
    void readsAtAnyAlignment() {
        ByteBuffer direct = ByteBuffer.allocateDirect(17).order(ByteOrder.LITTLE_ENDIAN);
        direct.putDouble(1, 1.5).putDouble(9, -2);

        var tensor = Tensor.of(DataType.FP64, TWO, direct.position(1));

        assertThat(tensor.doubles()).containsExactly(1.5, -2);
        assertThat(tensor.asDoubleBuffer().get(1)).isEqualTo(-2);
    }

    @Test
    void aScalarHasOneElementAndNoDimensions() {
        var scalar = Tensor.of(DataType.FP32, Shape.of(), new float[] {2});

        assertThat(scalar).hasToString("FP32[]");
        assertThat(scalar.floats()).containsExactly(2);
    }

    @ParameterizedTest
    @EnumSource
    void mayHaveNoElements(DataType type) {
        var empty = Tensor.of(type, Shape.of(3, 0), ByteBuffer.allocate(0));

        assertThat(empty.bytes().remaining()).isZero();
        assertThat(empty.slice(1, 2).shape()).isEqualTo(Shape.of(1, 0));
        assertThat(Tensor.concat(List.of(empty, empty)).shape()).isEqualTo(Shape.of(6, 0));
        assertThat(Tensor.of(type, Shape.of(1L << 40, 0), ByteBuffer.allocate(0))
                        .slice(1L << 39, 1L << 40))
                .hasToString(type + "[549755813888, 0]");
    }

    @Test
    void itsBytesAreReadOnlyAndLittleEndianAlsoOfASlice() {
        var tensor = Tensor.of(DataType.FP32, TWO, new float[] {1, 2});

        for (Tensor each : List.of(tensor, tensor.slice(1, 2), Tensor.concat(List.of(tensor, tensor)))) {
            assertThat(each.bytes().order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
            assertThatExceptionOfType(ReadOnlyBufferException.class)
                    .isThrownBy(() -> each.bytes().put((byte) 1));
            assertThatExceptionOfType(ReadOnlyBufferException.class)
                    .isThrownBy(() -> each.asFloatBuffer().put(1));
        }
    }

    @Test
    void anElementIsReadOnly() {
        var tensor = Tensor.of(DataType.BYTES, Shape.of(1), List.of("a"));

        assertThatExceptionOfType(ReadOnlyBufferException.class)
                .isThrownBy(() -> tensor.element(0).put((byte) 1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> tensor.element(1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> tensor.slice(0, 0).element(0));
    }

    @Test
    void isEqualByDatatypeShapeAndContents() {
        var tensor = Tensor.of(DataType.INT32, TWO, new int[] {1, 2});

        assertThat(tensor)
                .isEqualTo(Tensor.of(DataType.INT32, Shape.of(2), new int[] {1, 2}))
                .isEqualTo(Tensor.of(DataType.INT32, Shape.of(4), new int[] {0, 1, 2, 3})
                        .slice(1, 3))
                .isNotEqualTo(Tensor.of(DataType.UINT32, TWO, new int[] {1, 2}))
                .isNotEqualTo(Tensor.of(DataType.INT32, Shape.of(1, 2), new int[] {1, 2}))
                .isNotEqualTo(Tensor.of(DataType.INT32, TWO, new int[] {1, 3}))
                .isNotEqualTo("INT32[2]");
        float[] nan = {Float.NaN};
        assertThat(Tensor.of(DataType.FP32, Shape.of(1), nan)).isEqualTo(Tensor.of(DataType.FP32, Shape.of(1), nan));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "BYTES")
    void readingItDoesNotUseItUp(DataType type) {
        var tensor = new Samples(1).tensor(type, Shape.of(2, 2));

        tensor.bytes().get();

        assertThat(tensor.bytes().remaining()).isEqualTo(4 * type.byteSize().orElseThrow());
    }

    @Test
    void isReadByManyThreadsAtOnce() throws Exception {
        int threads = 8;
        var whole = new Samples(1).tensor(DataType.BYTES, Shape.of(64, 8));
        var barrier = new CyclicBarrier(threads);
        Callable<Tensor> reader = () -> {
            barrier.await();
            Tensor copy = whole;
            for (int round = 0; round < 50; round++) {
                copy = Tensor.concat(List.of(copyByValues(copy.slice(0, round)), copyByValues(copy.slice(round, 64))));
            }
            return copy;
        };

        var executor = Executors.newFixedThreadPool(threads);
        try {
            for (var copy : executor.invokeAll(Collections.nCopies(threads, reader))) {
                assertThat(copy.get()).isEqualTo(whole);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static int[] contents(Tensor tensor) {
        ByteBuffer bytes = tensor.bytes();
        int[] contents = new int[bytes.remaining()];
        for (int i = 0; i < contents.length; i++) {
            contents[i] = Byte.toUnsignedInt(bytes.get(i));
        }
        return contents;
    }
}
