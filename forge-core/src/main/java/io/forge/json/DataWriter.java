package io.forge.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.forge.api.ForgeException;
import io.forge.tensor.Tensor;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import tools.jackson.core.JsonGenerator;

/** Writes the elements of one tensor, in row-major order, into a list that is open. */
final class DataWriter {

    private final JsonGenerator json;
    private final String name;
    private final Tensor tensor;

    DataWriter(JsonGenerator json, String name, Tensor tensor) {
        this.json = json;
        this.name = name;
        this.tensor = tensor;
    }

    void write() {
        switch (tensor.type()) {
            case BOOL -> writeBooleans();
            case UINT8, UINT16, UINT32, INT8, INT16, INT32, INT64 -> writeWholes();
            case UINT64 -> writeUnsignedLongs();
            case FP16, BF16 -> writeHalves();
            case FP32 -> writeFloats();
            case FP64 -> writeDoubles();
            case BYTES -> writeTexts();
        }
    }

    private void writeBooleans() {
        var bytes = tensor.bytes();
        while (bytes.hasRemaining()) {
            json.writeBoolean(bytes.get() != 0);
        }
    }

    private void writeWholes() {
        var bytes = tensor.bytes();
        while (bytes.hasRemaining()) {
            json.writeNumber(
                    switch (tensor.type()) {
                        case UINT8 -> Byte.toUnsignedLong(bytes.get());
                        case UINT16 -> Short.toUnsignedLong(bytes.getShort());
                        case UINT32 -> Integer.toUnsignedLong(bytes.getInt());
                        case INT8 -> bytes.get();
                        case INT16 -> bytes.getShort();
                        case INT32 -> bytes.getInt();
                        default -> bytes.getLong();
                    });
        }
    }

    private void writeUnsignedLongs() {
        var bytes = tensor.bytes();
        while (bytes.hasRemaining()) {
            long value = bytes.getLong();
            if (value >= 0) {
                json.writeNumber(value);
            } else {
                json.writeNumber(new BigInteger(Long.toUnsignedString(value)));
            }
        }
    }

    private void writeHalves() {
        for (float value : tensor.floats()) {
            write(value);
        }
    }

    private void writeFloats() {
        var bytes = tensor.bytes();
        while (bytes.hasRemaining()) {
            write(bytes.getFloat());
        }
    }

    private void write(float value) {
        if (!Float.isFinite(value)) {
            throw notJson("has a value that is not finite");
        }
        json.writeNumber(value);
    }

    private void writeDoubles() {
        var bytes = tensor.bytes();
        while (bytes.hasRemaining()) {
            double value = bytes.getDouble();
            if (!Double.isFinite(value)) {
                throw notJson("has a value that is not finite");
            }
            json.writeNumber(value);
        }
    }

    private void writeTexts() {
        CharsetDecoder decoder = UTF_8.newDecoder();
        long count = tensor.shape().elements();
        for (int i = 0; i < count; i++) {
            try {
                json.writeString(decoder.decode(tensor.element(i)).toString());
            } catch (CharacterCodingException e) {
                throw notJson("has an element that is not UTF-8");
            }
        }
    }

    private ForgeException notJson(String why) {
        return InvalidInput.because(
                "Output '%s' %s, for which JSON has no form: ask for it as bytes, with the parameter binary_data"
                        .formatted(name, why));
    }
}
