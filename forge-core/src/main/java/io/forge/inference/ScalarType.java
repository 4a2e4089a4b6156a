package io.forge.inference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.tensor.DataType;
import io.forge.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Optional;

/** The Java types that a single element of a tensor has. */
enum ScalarType {
    BOOLEAN(DataType.BOOL, boolean.class, Boolean.class),
    BYTE(DataType.INT8, byte.class, Byte.class),
    SHORT(DataType.INT16, short.class, Short.class),
    INT(DataType.INT32, int.class, Integer.class),
    LONG(DataType.INT64, long.class, Long.class),
    FLOAT(DataType.FP32, float.class, Float.class),
    DOUBLE(DataType.FP64, double.class, Double.class),
    STRING(DataType.BYTES, String.class, String.class);

    private final DataType dataType;
    private final Class<?> plain;
    private final Class<?> boxed;

    ScalarType(DataType dataType, Class<?> plain, Class<?> boxed) {
        this.dataType = dataType;
        this.plain = plain;
        this.boxed = boxed;
    }

    /** The scalar type that a class is, if it is one. */
    static Optional<ScalarType> of(Class<?> type) {
        return Arrays.stream(values())
                .filter(scalar -> scalar.plain == type || scalar.boxed == type)
                .findFirst();
    }

    DataType dataType() {
        return dataType;
    }

    /** Bytes of an element; of a text those that stand before it. */
    private int width() {
        return dataType.byteSize().orElse(Integer.BYTES);
    }

    /**
     * One element.
     *
     * @throws ForgeException with {@code INVALID_INPUT} if it is a text that is not UTF-8
     */
    Object read(Tensor tensor, ByteBuffer bytes, int index) {
        int position = index * width();
        return switch (this) {
            case BOOLEAN -> bytes.get(position) != 0;
            case BYTE -> bytes.get(position);
            case SHORT -> bytes.getShort(position);
            case INT -> bytes.getInt(position);
            case LONG -> bytes.getLong(position);
            case FLOAT -> bytes.getFloat(position);
            case DOUBLE -> bytes.getDouble(position);
            case STRING -> text(tensor.element(index), index);
        };
    }

    private static String text(ByteBuffer element, int index) {
        try {
            return UTF_8.newDecoder().decode(element).toString();
        } catch (CharacterCodingException e) {
            throw new ForgeException(
                    ErrorCode.INVALID_INPUT, "The text at index %s is not UTF-8: send it as UTF-8".formatted(index), e);
        }
    }

    /** Appends one element. */
    void write(Object value, TensorContents contents) {
        switch (this) {
            case BOOLEAN -> contents.room(1).put((byte) ((boolean) value ? 1 : 0));
            case BYTE -> contents.room(Byte.BYTES).put((byte) value);
            case SHORT -> contents.room(Short.BYTES).putShort((short) value);
            case INT -> contents.room(Integer.BYTES).putInt((int) value);
            case LONG -> contents.room(Long.BYTES).putLong((long) value);
            case FLOAT -> contents.room(Float.BYTES).putFloat((float) value);
            case DOUBLE -> contents.room(Double.BYTES).putDouble((double) value);
            case STRING -> {
                byte[] text = ((String) value).getBytes(UTF_8);
                contents.room(Integer.BYTES + text.length).putInt(text.length).put(text);
            }
        }
    }
}
