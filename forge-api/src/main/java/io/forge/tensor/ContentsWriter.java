package io.forge.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes arrays as the contents of tensors, checking that each value fits the datatype. */
final class ContentsWriter {

    private ContentsWriter() {}

    static ByteBuffer write(DataType type, Shape shape, boolean[] values) {
        if (type != DataType.BOOL) {
            throw refused(type, "boolean[]");
        }
        ByteBuffer bytes = allocate(type, shape, values.length);
        for (int i = 0; i < values.length; i++) {
            bytes.put(i, (byte) (values[i] ? 1 : 0));
        }
        return bytes;
    }

    static ByteBuffer write(DataType type, Shape shape, byte[] values) {
        if (type != DataType.INT8) {
            throw refused(type, "byte[]");
        }
        return allocate(type, shape, values.length).put(0, values);
    }

    static ByteBuffer write(DataType type, Shape shape, short[] values) {
        if (type == DataType.INT16) {
            ByteBuffer bytes = allocate(type, shape, values.length);
            bytes.asShortBuffer().put(values);
            return bytes;
        }
        requireWhole(type, "short[]");
        int[] wider = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            wider[i] = values[i];
        }
        return write(type, shape, wider);
    }

    static ByteBuffer write(DataType type, Shape shape, int[] values) {
        if (type == DataType.INT32) {
            ByteBuffer bytes = allocate(type, shape, values.length);
            bytes.asIntBuffer().put(values);
            return bytes;
        }
        requireWhole(type, "int[]");
        ByteBuffer bytes = allocate(type, shape, values.length);
        switch (type.width()) {
            case 1 -> {
                for (int i = 0; i < values.length; i++) {
                    bytes.put(i, (byte) type.checked(values[i], i));
                }
            }
            case 2 -> {
                for (int i = 0; i < values.length; i++) {
                    bytes.putShort(2 * i, (short) type.checked(values[i], i));
                }
            }
            case 4 -> {
                for (int i = 0; i < values.length; i++) {
                    bytes.putInt(4 * i, (int) type.checked(values[i], i));
                }
            }
            default -> {
                for (int i = 0; i < values.length; i++) {
                    bytes.putLong(8 * i, type.checked(values[i], i));
                }
            }
        }
        return bytes;
    }

    static ByteBuffer write(DataType type, Shape shape, long[] values) {
        requireWhole(type, "long[]");
        ByteBuffer bytes = allocate(type, shape, values.length);
        switch (type.width()) {
            case 1 -> {
                for (int i = 0; i < values.length; i++) {
                    bytes.put(i, (byte) type.checked(values[i], i));
                }
            }
            case 2 -> {
                for (int i = 0; i < values.length; i++) {
                    bytes.putShort(2 * i, (short) type.checked(values[i], i));
                }
            }
            case 4 -> {
                for (int i = 0; i < values.length; i++) {
                    bytes.putInt(4 * i, (int) type.checked(values[i], i));
                }
            }
            // A long holds all that INT64 does, and the bits of all that UINT64 does.
            default -> bytes.asLongBuffer().put(values);
        }
        return bytes;
    }

    static ByteBuffer write(DataType type, Shape shape, float[] values) {
        if (type.width() == 0 || type.isWhole() || type == DataType.BOOL) {
            throw refused(type, "float[]");
        }
        ByteBuffer bytes = allocate(type, shape, values.length);
        if (type == DataType.FP32) {
            bytes.asFloatBuffer().put(values);
        } else if (type == DataType.FP64) {
            for (int i = 0; i < values.length; i++) {
                bytes.putDouble(8 * i, values[i]);
            }
        } else if (type == DataType.FP16) {
            for (int i = 0; i < values.length; i++) {
                bytes.putShort(2 * i, HalfFloat.fromFloat(values[i]));
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                bytes.putShort(2 * i, BrainFloat.fromFloat(values[i]));
            }
        }
        return bytes;
    }

    static ByteBuffer write(DataType type, Shape shape, double[] values) {
        if (type != DataType.FP64) {
            throw refused(type, "double[]");
        }
        ByteBuffer bytes = allocate(type, shape, values.length);
        bytes.asDoubleBuffer().put(values);
        return bytes;
    }

    static ByteBuffer write(DataType type, Shape shape, List<String> values) {
        if (type != DataType.BYTES) {
            throw refused(type, "strings");
        }
        var encoder = StandardCharsets.UTF_8.newEncoder();
        var elements = new ArrayList<ByteBuffer>(values.size());
        for (String value : values) {
            try {
                elements.add(encoder.encode(CharBuffer.wrap(value)));
            } catch (CharacterCodingException e) {
                throw new IllegalArgumentException(
                        "The text at index %s has half of a surrogate pair, so it cannot be encoded as UTF-8: mend it"
                                .formatted(elements.size()),
                        e);
            }
        }
        return writeElements(shape, elements);
    }

    static ByteBuffer writeElements(Shape shape, List<ByteBuffer> elements) {
        requireCount(shape, elements.size());
        long size = (long) ElementIndex.PREFIX * elements.size();
        for (ByteBuffer element : elements) {
            size += element.remaining();
        }
        ByteBuffer bytes = allocate(Tensor.requireSize(DataType.BYTES, shape, size));
        for (ByteBuffer element : elements) {
            bytes.putInt(element.remaining()).put(element.duplicate());
        }
        return bytes.flip();
    }

    private static ByteBuffer allocate(DataType type, Shape shape, int count) {
        requireCount(shape, count);
        return allocate(Tensor.requireSize(type, shape, (long) count * type.width()));
    }

    private static ByteBuffer allocate(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void requireCount(Shape shape, int count) {
        if (shape.elements() != count) {
            throw new IllegalArgumentException(
                    "Shape %s needs %s values but %s were given".formatted(shape, shape.elements(), count));
        }
    }

    private static void requireWhole(DataType type, String given) {
        if (!type.isWhole()) {
            throw refused(type, given);
        }
    }

    private static IllegalArgumentException refused(DataType type, String given) {
        return new IllegalArgumentException(
                "%s cannot be made from %s: use %s".formatted(type, given, sourcesOf(type)));
    }

    private static String sourcesOf(DataType type) {
        return switch (type) {
            case BOOL -> "boolean[]";
            case INT8 -> "byte[], short[], int[] or long[]";
            case UINT8 -> "short[], int[] or long[], or ByteBuffer.wrap(byte[]) for the bits";
            case UINT16, UINT32, UINT64, INT16, INT32, INT64 -> "short[], int[] or long[]";
            case FP16, BF16, FP32 -> "float[]";
            case FP64 -> "float[] or double[]";
            case BYTES -> "strings, or Tensor.ofElements";
        };
    }
}
