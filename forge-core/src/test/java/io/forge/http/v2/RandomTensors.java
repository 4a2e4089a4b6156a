package io.forge.http.v2;

import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Makes tensors at random, of every datatype and many shapes. */
final class RandomTensors {

    /** Which values a tensor may have. */
    enum Values {
        /** Those that JSON has a form for: numbers that are finite, and texts. */
        JSON,
        /** Any bits. */
        ANY
    }

    private static final DataType[] TYPES = DataType.values();
    private static final int MAX_RANK = 5;

    /** Where numbers have their edges, as bits; a narrower type has its own in the lowest ones. */
    private static final long[] EDGES = {
        0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x80, 0x7F, 0x8000, 0x7FFF, 0x8000_0000L, 0x7FFF_FFFFL, 1L << 53 | 1
    };

    private final SplittableRandom random;

    RandomTensors(SplittableRandom random) {
        this.random = random;
    }

    Tensor next(Values values) {
        return next(TYPES[random.nextInt(TYPES.length)], values);
    }

    Tensor next(DataType type, Values values) {
        var shape = shape();
        int elements = (int) shape.elements();
        if (type == DataType.BYTES) {
            var texts = new ArrayList<ByteBuffer>();
            for (int i = 0; i < elements; i++) {
                texts.add(ByteBuffer.wrap(values == Values.ANY ? bytes() : text(20).getBytes(StandardCharsets.UTF_8)));
            }
            return Tensor.ofElements(shape, texts);
        }
        int width = type.byteSize().orElseThrow();
        var contents = ByteBuffer.allocate(elements * width).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < elements; i++) {
            long bits = bits(type, values);
            switch (width) {
                case 1 -> contents.put((byte) bits);
                case 2 -> contents.putShort((short) bits);
                case 4 -> contents.putInt((int) bits);
                default -> contents.putLong(bits);
            }
        }
        return Tensor.of(type, shape, contents.flip());
    }

    private Shape shape() {
        var dimensions = new long[random.nextInt(MAX_RANK + 1)];
        int longest = dimensions.length < 3 ? 6 : 3;
        Arrays.setAll(dimensions, axis -> random.nextInt(16) == 0 ? 0 : random.nextInt(1, longest + 1));
        return Shape.of(dimensions);
    }

    private byte[] bytes() {
        var bytes = new byte[random.nextInt(12)];
        random.nextBytes(bytes);
        return bytes;
    }

    private long bits(DataType type, Values values) {
        long bits;
        do {
            bits = type == DataType.BOOL ? random.nextInt(2) : bits();
        } while (values == Values.JSON && !isFinite(type, bits));
        return bits;
    }

    private long bits() {
        return switch (random.nextInt(4)) {
            case 0 -> EDGES[random.nextInt(EDGES.length)];
            // Few bits: small numbers, and fractions that are nearly zero.
            case 1 -> random.nextLong() >>> random.nextInt(Long.SIZE);
            // Few digits, as fractions have them that people write.
            case 2 -> Double.doubleToRawLongBits(random.nextInt(-1000, 1000) / 10.0);
            default -> random.nextLong();
        };
    }

    private static boolean isFinite(DataType type, long bits) {
        return switch (type) {
            case FP16 -> (bits & 0x7C00) != 0x7C00;
            case BF16 -> (bits & 0x7F80) != 0x7F80;
            case FP32 -> Float.isFinite(Float.intBitsToFloat((int) bits));
            case FP64 -> Double.isFinite(Double.longBitsToDouble(bits));
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, BYTES -> true;
        };
    }

    /** Names of tensors, no two the same. */
    List<String> names(int count) {
        var names = new ArrayList<String>();
        while (names.size() < count) {
            String name = random.nextInt(50) == 0 ? text(500) : text(12);
            if (!name.isEmpty() && !names.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** Characters of each length in UTF-8, and those that JSON escapes. */
    String text(int longest) {
        var text = new StringBuilder();
        for (int left = random.nextInt(longest + 1); left > 0; left--) {
            text.appendCodePoint(
                    switch (random.nextInt(8)) {
                        case 0 -> random.nextInt(0x20);
                        case 1 -> "\"\\/\b\u007F".codePointAt(random.nextInt(5));
                        case 2 -> random.nextInt(0x80, 0x800);
                        case 3 ->
                            random.nextBoolean() ? random.nextInt(0x800, 0xD800) : random.nextInt(0xE000, 0x1_0000);
                        case 4 -> random.nextInt(0x1_0000, Character.MAX_CODE_POINT + 1);
                        default -> random.nextInt(0x20, 0x7F);
                    });
        }
        return text.toString();
    }
}
