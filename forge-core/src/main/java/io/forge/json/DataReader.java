package io.forge.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.forge.api.ForgeException;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;

/** Reads the elements of one tensor, in a flat list or nested as its shape is, straight into a buffer. */
final class DataReader {

    /** Characters of the shortest element, with the comma behind it. */
    private static final int SHORTEST = 2;

    /** Half a step above the largest number of FP16: what is not below it would become infinite. */
    private static final float FP16_LIMIT = 65_520f;

    /** The same for BF16. */
    private static final float BF16_LIMIT = 0x1.FFp127f;

    private final JsonParser json;
    private final String name;
    private final DataType type;
    private final Shape shape;
    private final ElementCursor cursor;

    /**
     * A reader of one list.
     *
     * @param json at the start of the list
     * @param name the input's name, for messages
     */
    DataReader(JsonParser json, String name, DataType type, Shape shape) {
        this.json = json;
        this.name = name;
        this.type = type;
        this.shape = shape;
        this.cursor = new ElementCursor(json, name, shape);
    }

    /**
     * The tensor.
     *
     * @param bytesLeft of the document from the list on: nothing is allocated for more elements than they can have
     */
    Tensor read(long bytesLeft) {
        if (shape.elements() > bytesLeft / SHORTEST) {
            throw invalid("has fewer values than the %s that shape %s needs".formatted(shape.elements(), shape));
        }
        return switch (type) {
            case BOOL -> booleans();
            case UINT8 -> wholes(0, 0xFFL);
            case UINT16 -> wholes(0, 0xFFFFL);
            case UINT32 -> wholes(0, 0xFFFF_FFFFL);
            case UINT64 -> unsignedLongs();
            case INT8 -> wholes(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case INT16 -> wholes(Short.MIN_VALUE, Short.MAX_VALUE);
            case INT32 -> wholes(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case INT64 -> wholes(Long.MIN_VALUE, Long.MAX_VALUE);
            case FP16 -> halves(FP16_LIMIT);
            case BF16 -> halves(BF16_LIMIT);
            case FP32 -> floats();
            case FP64 -> doubles();
            case BYTES -> texts();
        };
    }

    private ByteBuffer allocate() {
        long size = shape.elements() * type.byteSize().orElseThrow();
        if (size > Integer.MAX_VALUE) {
            throw invalid("needs more than the %s bytes that a tensor can have".formatted(Integer.MAX_VALUE));
        }
        return ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private Tensor tensor(ByteBuffer written) {
        return Tensor.of(type, shape, written.flip());
    }

    private Tensor booleans() {
        var buffer = allocate();
        while (cursor.next()) {
            buffer.put(
                    switch (json.currentToken()) {
                        case VALUE_TRUE -> (byte) 1;
                        case VALUE_FALSE -> (byte) 0;
                        default -> throw misfit("true or false");
                    });
        }
        return tensor(buffer);
    }

    private Tensor wholes(long min, long max) {
        var buffer = allocate();
        int width = type.byteSize().orElseThrow();
        while (cursor.next()) {
            long value = whole(min, max);
            switch (width) {
                case 1 -> buffer.put((byte) value);
                case 2 -> buffer.putShort((short) value);
                case 4 -> buffer.putInt((int) value);
                default -> buffer.putLong(value);
            }
        }
        return tensor(buffer);
    }

    private long whole(long min, long max) {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            try {
                long value = json.getLongValue();
                if (value >= min && value <= max) {
                    return value;
                }
            } catch (InputCoercionException e) { // Too long even for a long: told below.
                throw misfit("whole numbers from %s to %s".formatted(min, max));
            }
        }
        throw misfit("whole numbers from %s to %s".formatted(min, max));
    }

    private Tensor unsignedLongs() {
        var buffer = allocate();
        while (cursor.next()) {
            buffer.putLong(unsignedLong());
        }
        return tensor(buffer);
    }

    private long unsignedLong() {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            if (json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                long value = json.getLongValue();
                if (value >= 0) {
                    return value;
                }
            } else {
                var value = json.getBigIntegerValue();
                if (value.signum() > 0 && value.bitLength() <= Long.SIZE) {
                    return value.longValue();
                }
            }
        }
        throw misfit("whole numbers from 0 to %s".formatted(Long.toUnsignedString(-1)));
    }

    private Tensor floats() {
        var buffer = allocate();
        while (cursor.next()) {
            buffer.putFloat(singlePrecision(Float.POSITIVE_INFINITY));
        }
        return tensor(buffer);
    }

    private Tensor halves(float limit) {
        // Refuses what does not fit before there is anything of its size.
        var values = new float[(int) shape.elements()];
        for (int i = 0; cursor.next(); i++) {
            values[i] = singlePrecision(limit);
        }
        return Tensor.of(type, shape, values);
    }

    /** A fraction is rounded to the nearest number that the datatype has, but none becomes infinite. */
    private float singlePrecision(float limit) {
        var token = json.currentToken();
        if (!token.isNumeric()) {
            throw misfit("numbers");
        }
        float value = json.getFloatValue();
        if (!(Math.abs(value) < limit)) { // Nor is NaN.
            throw misfit("finite numbers within its range");
        }
        return value == 0 && token == JsonToken.VALUE_NUMBER_INT && Numbers.isNegative(json) ? -0.0f : value;
    }

    private Tensor doubles() {
        var buffer = allocate();
        while (cursor.next()) {
            buffer.putDouble(doublePrecision());
        }
        return tensor(buffer);
    }

    private double doublePrecision() {
        var token = json.currentToken();
        if (!token.isNumeric()) {
            throw misfit("numbers");
        }
        double value = json.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw misfit("finite numbers within its range");
        }
        return value == 0 && token == JsonToken.VALUE_NUMBER_INT && Numbers.isNegative(json) ? -0.0 : value;
    }

    private Tensor texts() {
        var bytes = new GrowingBytes();
        var length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (cursor.next()) {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                throw misfit("strings");
            }
            byte[] text = json.getString().getBytes(UTF_8);
            bytes.writeBytes(length.putInt(0, text.length).array());
            bytes.writeBytes(text);
        }
        return Tensor.of(type, shape, bytes.all());
    }

    private ForgeException misfit(String what) {
        String value = json.currentToken() == JsonToken.VALUE_STRING
                ? InputMessages.shown(json.getString())
                : InputMessages.cut(json.getString());
        return invalid("has %s at index %s: %s takes %s".formatted(value, cursor.index(), type, what));
    }

    private ForgeException invalid(String why) {
        return InvalidInput.because("Input '%s' %s".formatted(name, why));
    }
}
