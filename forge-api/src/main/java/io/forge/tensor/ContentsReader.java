package io.forge.tensor;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Reads the contents of tensors into arrays, widening where no value is lost. */
final class ContentsReader {

    private ContentsReader() {}

    static boolean[] booleans(Tensor tensor) {
        requireType(tensor, "booleans()", DataType.BOOL);
        ByteBuffer bytes = tensor.bytes();
        boolean[] values = new boolean[tensor.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes.get(i) != 0;
        }
        return values;
    }

    static byte[] signedBytes(Tensor tensor) {
        requireType(tensor, "signedBytes()", DataType.INT8);
        byte[] values = new byte[tensor.count()];
        tensor.bytes().get(values);
        return values;
    }

    static short[] shorts(Tensor tensor) {
        ByteBuffer bytes = tensor.bytes();
        DataType type = tensor.type();
        short[] values = new short[tensor.count()];
        switch (type) {
            case INT8 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = bytes.get(i);
                }
            }
            case UINT8 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (short) (bytes.get(i) & 0xFF);
                }
            }
            case INT16 -> bytes.asShortBuffer().get(values);
            case BOOL, UINT16, UINT32, UINT64, INT32, INT64, FP16, BF16, FP32, FP64, BYTES ->
                throw refused(type, "shorts()");
        }
        return values;
    }

    static int[] ints(Tensor tensor) {
        ByteBuffer bytes = tensor.bytes();
        DataType type = tensor.type();
        int[] values = new int[tensor.count()];
        switch (type) {
            case INT8 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = bytes.get(i);
                }
            }
            case UINT8 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = bytes.get(i) & 0xFF;
                }
            }
            case INT16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = bytes.getShort(2 * i);
                }
            }
            case UINT16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = bytes.getShort(2 * i) & 0xFFFF;
                }
            }
            case INT32 -> bytes.asIntBuffer().get(values);
            case BOOL, UINT32, UINT64, INT64, FP16, BF16, FP32, FP64, BYTES -> throw refused(type, "ints()");
        }
        return values;
    }

    static long[] longs(Tensor tensor) {
        ByteBuffer bytes = tensor.bytes();
        DataType type = tensor.type();
        long[] values = new long[tensor.count()];
        switch (type) {
            case INT8 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = bytes.get(i);
                }
            }
            case UINT8 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = bytes.get(i) & 0xFF;
                }
            }
            case INT16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = bytes.getShort(2 * i);
                }
            }
            case UINT16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = bytes.getShort(2 * i) & 0xFFFF;
                }
            }
            case INT32 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = bytes.getInt(4 * i);
                }
            }
            case UINT32 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Integer.toUnsignedLong(bytes.getInt(4 * i));
                }
            }
            case INT64, UINT64 -> bytes.asLongBuffer().get(values);
            case BOOL, FP16, BF16, FP32, FP64, BYTES -> throw refused(type, "longs()");
        }
        return values;
    }

    static float[] floats(Tensor tensor) {
        ByteBuffer bytes = tensor.bytes();
        DataType type = tensor.type();
        float[] values = new float[tensor.count()];
        switch (type) {
            case FP16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = HalfFloat.toFloat(bytes.getShort(2 * i));
                }
            }
            case BF16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = BrainFloat.toFloat(bytes.getShort(2 * i));
                }
            }
            case FP32 -> bytes.asFloatBuffer().get(values);
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FP64, BYTES ->
                throw refused(type, "floats()");
        }
        return values;
    }

    static double[] doubles(Tensor tensor) {
        ByteBuffer bytes = tensor.bytes();
        DataType type = tensor.type();
        double[] values = new double[tensor.count()];
        switch (type) {
            case FP16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = HalfFloat.toFloat(bytes.getShort(2 * i));
                }
            }
            case BF16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = BrainFloat.toFloat(bytes.getShort(2 * i));
                }
            }
            case FP32 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = bytes.getFloat(4 * i);
                }
            }
            case FP64 -> bytes.asDoubleBuffer().get(values);
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, BYTES ->
                throw refused(type, "doubles()");
        }
        return values;
    }

    static List<String> strings(Tensor tensor) {
        requireType(tensor, "strings()", DataType.BYTES);
        var decoder = StandardCharsets.UTF_8.newDecoder();
        String[] values = new String[tensor.count()];
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = decoder.decode(tensor.element(i)).toString();
            } catch (CharacterCodingException e) {
                throw new IllegalArgumentException(
                        "Element %s of %s is not UTF-8: read it with element(%s)".formatted(i, tensor, i), e);
            }
        }
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    static void requireType(Tensor tensor, String method, DataType... types) {
        for (DataType type : types) {
            if (tensor.type() == type) {
                return;
            }
        }
        throw refused(tensor.type(), method);
    }

    static IllegalArgumentException refused(DataType type, String method) {
        return new IllegalArgumentException(
                "%s cannot be read with %s: use %s".formatted(type, method, methodsOf(type)));
    }

    private static String methodsOf(DataType type) {
        return switch (type) {
            case BOOL -> "booleans()";
            case UINT8 -> "shorts(), ints() or longs()";
            case UINT16 -> "ints(), longs() or, for the bits, asShortBuffer()";
            case UINT32 -> "longs() or, for the bits, asIntBuffer()";
            case UINT64, INT64 -> "longs() or asLongBuffer()";
            case INT8 -> "signedBytes(), shorts(), ints() or longs()";
            case INT16 -> "shorts(), ints(), longs() or asShortBuffer()";
            case INT32 -> "ints(), longs() or asIntBuffer()";
            case FP16, BF16 -> "floats(), doubles() or, for the bits, asShortBuffer()";
            case FP32 -> "floats(), doubles() or asFloatBuffer()";
            case FP64 -> "doubles() or asDoubleBuffer()";
            case BYTES -> "strings() or element(int)";
        };
    }
}
