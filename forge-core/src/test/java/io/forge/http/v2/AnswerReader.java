package io.forge.http.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Tensor;
import io.forge.tensor.Tensors;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads an answer as a client would, with nothing of the server's. */
final class AnswerReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final ByteBuffer binary;

    private AnswerReader(byte[] binary) {
        this.binary = ByteBuffer.wrap(binary);
    }

    /** A number as it is written. */
    record Digits(String text) {}

    static Tensors read(String json, byte[] binary) {
        return new AnswerReader(binary).read(object(json));
    }

    /** The one object that a document is. */
    static Map<String, Object> object(String json) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            var value = asObject(value(parser));
            assertThat(parser.nextToken()).as("what follows the object").isNull();
            return value;
        }
    }

    private static Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                var members = new LinkedHashMap<String, Object>();
                for (String key = parser.nextName(); key != null; key = parser.nextName()) {
                    parser.nextToken();
                    members.put(key, value(parser));
                }
                yield members;
            }
            case START_ARRAY -> {
                var elements = new ArrayList<>();
                while (!parser.nextToken().isStructEnd()) {
                    elements.add(value(parser));
                }
                yield elements;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Digits(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> parser.getString();
            default -> throw new AssertionError("The answer has a " + parser.currentToken());
        };
    }

    private Tensors read(Map<String, Object> answer) {
        assertThat(answer).containsEntry("model_name", "echo").containsEntry("model_version", "1");
        var tensors = Tensors.builder();
        for (Object output : asList(answer.get("outputs"))) {
            var members = asObject(output);
            tensors.add((String) members.get("name"), tensor(members));
        }
        assertThat(binary.remaining()).as("bytes of no output").isZero();
        return tensors.build();
    }

    private Tensor tensor(Map<String, Object> output) {
        var type = DataType.valueOf((String) output.get("datatype"));
        var shape = Shape.of(asList(output.get("shape")).stream()
                .mapToLong(dimension -> Long.parseLong(((Digits) dimension).text()))
                .toArray());
        boolean asBytes = output.containsKey("parameters");
        assertThat(output.containsKey("data")).isNotEqualTo(asBytes);
        return asBytes
                ? Tensor.of(type, shape, piece(asObject(output.get("parameters"))))
                : tensor(type, shape, asList(output.get("data")));
    }

    private ByteBuffer piece(Map<String, Object> parameters) {
        int size = Integer.parseInt(((Digits) parameters.get("binary_data_size")).text());
        var piece = binary.slice(binary.position(), size);
        binary.position(binary.position() + size);
        return piece;
    }

    private static Tensor tensor(DataType type, Shape shape, List<Object> data) {
        if (type == DataType.BYTES) {
            return Tensor.ofElements(
                    shape,
                    data.stream()
                            .map(text -> ByteBuffer.wrap(((String) text).getBytes(StandardCharsets.UTF_8)))
                            .toList());
        }
        int width = type.byteSize().orElseThrow();
        var contents = ByteBuffer.allocate(data.size() * width).order(ByteOrder.LITTLE_ENDIAN);
        for (Object element : data) {
            if (type == DataType.BOOL) {
                contents.put((byte) ((Boolean) element ? 1 : 0));
                continue;
            }
            String text = ((Digits) element).text();
            switch (type) {
                case FP16 -> contents.putShort(Halves.of(Float.parseFloat(text)));
                case BF16 -> contents.putShort((short) (Float.floatToIntBits(Float.parseFloat(text)) >> Short.SIZE));
                case FP32 -> contents.putFloat(Float.parseFloat(text));
                case FP64 -> contents.putDouble(Double.parseDouble(text));
                default -> putWhole(contents, new BigInteger(text), type, width);
            }
        }
        return Tensor.of(type, shape, contents.flip());
    }

    private static void putWhole(ByteBuffer contents, BigInteger value, DataType type, int width) {
        boolean signed = type.name().startsWith("INT");
        assertThat(value.bitLength()).isLessThanOrEqualTo(width * Byte.SIZE - (signed ? 1 : 0));
        assertThat(signed || value.signum() >= 0).as("sign of " + value).isTrue();
        for (int i = 0; i < width; i++) {
            contents.put(value.shiftRight(i * Byte.SIZE).byteValue());
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asObject(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> asList(Object value) {
        return (List<Object>) value;
    }
}
