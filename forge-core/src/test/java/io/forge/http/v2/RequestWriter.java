package io.forge.http.v2;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.forge.tensor.DataType;
import io.forge.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Writes tensors as a request, each time in another of the ways that the protocol leaves open. */
final class RequestWriter {

    /** Digits that the server takes for a number, with room for a sign and a point. */
    private static final int MAX_NUMBER_LENGTH = 990;

    private final SplittableRandom random;

    RequestWriter(SplittableRandom random) {
        this.random = random;
    }

    /**
     * A tensor on its way.
     *
     * @param bytesIn whether it goes as bytes
     * @param bytesOut whether it is to come back as bytes
     */
    record Sent(String name, Tensor tensor, boolean bytesIn, boolean bytesOut) {}

    /**
     * A request.
     *
     * @param binary what follows the JSON
     * @param answered the tensors that must come back, in order
     */
    record Request(byte[] json, byte[] binary, List<Sent> answered) {}

    Request write(List<Sent> inputs) {
        boolean bytesByDefault = random.nextBoolean();
        boolean alike = inputs.stream().allMatch(input -> input.bytesOut() == bytesByDefault);
        var members = new ArrayList<String>();
        var answered = inputs;
        if (bytesByDefault || random.nextBoolean()) {
            members.add("\"parameters\":{%s}".formatted(joined(parameters(bytesByDefault))));
        }
        if (!alike || random.nextBoolean()) {
            answered = shuffled(inputs);
            var outputs = new ArrayList<String>();
            answered.forEach(output -> outputs.add(output(output, bytesByDefault)));
            members.add("\"outputs\":[%s]".formatted(joined(outputs)));
        }
        if (random.nextBoolean()) {
            members.add("\"id\":" + string("42"));
        }
        var written = new ArrayList<String>();
        var binary = new ByteArrayOutputStream();
        for (var input : inputs) {
            written.add(input(input));
            if (input.bytesIn()) {
                binary.writeBytes(bytes(input.tensor()));
            }
        }
        members.add("\"inputs\":%s[%s]".formatted(space(), joined(written)));
        String json = space() + object(members) + space();
        return new Request(json.getBytes(UTF_8), binary.toByteArray(), answered);
    }

    static byte[] bytes(Tensor tensor) {
        var contents = tensor.bytes();
        var bytes = new byte[contents.remaining()];
        contents.get(bytes);
        return bytes;
    }

    private List<String> parameters(boolean bytesByDefault) {
        var members = new ArrayList<String>();
        members.add("\"binary_data_output\":" + bytesByDefault);
        if (random.nextBoolean()) {
            members.add("\"note\":" + string("n\u00E9"));
        }
        return shuffled(members);
    }

    private String output(Sent output, boolean bytesByDefault) {
        var members = new ArrayList<String>();
        members.add("\"name\":" + string(output.name()));
        if (output.bytesOut() != bytesByDefault || random.nextBoolean()) {
            members.add("\"parameters\":{\"binary_data\":%s}".formatted(output.bytesOut()));
        }
        return object(members);
    }

    private String input(Sent input) {
        var tensor = input.tensor();
        var dimensions = new ArrayList<String>();
        for (long dimension : tensor.shape().dimensions()) {
            dimensions.add(String.valueOf(dimension));
        }
        var members = new ArrayList<String>();
        members.add("\"name\":%s%s".formatted(space(), string(input.name())));
        members.add("\"datatype\":" + string(tensor.type().name()));
        members.add("\"shape\":[%s]".formatted(joined(dimensions)));
        members.add(
                input.bytesIn()
                        ? "\"parameters\":{\"binary_data_size\":%s}"
                                .formatted(tensor.bytes().remaining())
                        : "\"data\":" + data(tensor));
        return object(members);
    }

    private String data(Tensor tensor) {
        var elements = elements(tensor);
        var dimensions = tensor.shape().dimensions();
        return dimensions.length > 1 && random.nextBoolean()
                ? nested(elements, dimensions, 0, 0, elements.size())
                : "[%s]".formatted(joined(elements));
    }

    private String nested(List<String> elements, long[] dimensions, int axis, int from, int to) {
        var children = new ArrayList<String>();
        int count = (int) dimensions[axis];
        for (int i = 0; i < count; i++) {
            int step = (to - from) / count;
            int start = from + i * step;
            children.add(
                    axis == dimensions.length - 1
                            ? elements.get(start)
                            : nested(elements, dimensions, axis + 1, start, start + step));
        }
        return "[%s]".formatted(joined(children));
    }

    private List<String> elements(Tensor tensor) {
        var elements = new ArrayList<String>();
        if (tensor.type() == DataType.BYTES) {
            for (int i = 0; i < tensor.shape().elements(); i++) {
                elements.add(string(UTF_8.decode(tensor.element(i)).toString()));
            }
            return elements;
        }
        var bytes = tensor.bytes();
        while (bytes.hasRemaining()) {
            elements.add(
                    switch (tensor.type()) {
                        case BOOL -> bytes.get() == 0 ? "false" : "true";
                        case UINT8 -> String.valueOf(bytes.get() & 0xFF);
                        case UINT16 -> String.valueOf(bytes.getShort() & 0xFFFF);
                        case UINT32 -> Integer.toUnsignedString(bytes.getInt());
                        case UINT64 -> Long.toUnsignedString(bytes.getLong());
                        case INT8 -> String.valueOf(bytes.get());
                        case INT16 -> String.valueOf(bytes.getShort());
                        case INT32 -> String.valueOf(bytes.getInt());
                        case INT64 -> String.valueOf(bytes.getLong());
                        case FP16 -> number(Halves.toFloat(bytes.getShort()));
                        case BF16 -> number(Float.intBitsToFloat(bytes.getShort() << Short.SIZE));
                        case FP32 -> number(bytes.getFloat());
                        case FP64 -> number(bytes.getDouble());
                        case BYTES -> throw new IllegalStateException("Written above");
                    });
        }
        return elements;
    }

    private String number(float value) {
        return random.nextBoolean() ? Float.toString(value) : number((double) value);
    }

    /** The shortest form, or one with all digits, which is the same number. */
    private String number(double value) {
        if (value == 0) {
            String[] zeros = {"0", "0.0", "0e7", "0.000E-99"};
            String zero = zeros[random.nextInt(zeros.length)];
            return 1 / value < 0 ? "-" + zero : zero;
        }
        String exact = switch (random.nextInt(3)) {
            case 0 -> new BigDecimal(value).toPlainString();
            case 1 -> new BigDecimal(value).toString();
            default -> new BigDecimal(value).stripTrailingZeros().toString();
        };
        // Only doubles have so many: the shortest form of a float would be another one's as a double.
        return exact.length() > MAX_NUMBER_LENGTH ? Double.toString(value) : exact;
    }

    private String string(String text) {
        var json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean must = c < 0x20 || c == '"' || c == '\\';
            // Both halves of a pair are escaped, or neither.
            if (must || !Character.isSurrogate(c) && random.nextInt(16) == 0) {
                json.append("\\u%04x".formatted((int) c));
            } else if (Character.isHighSurrogate(c) && random.nextInt(4) == 0) {
                json.append("\\u%04X\\u%04x".formatted((int) c, (int) text.charAt(++i)));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    private String object(List<String> members) {
        return "{%s%s}".formatted(space(), joined(shuffled(members)));
    }

    private String joined(List<String> parts) {
        return String.join("," + space(), parts) + space();
    }

    private String space() {
        String[] spaces = {"", "", "", "", " ", "\n", "\r\n\t"};
        return spaces[random.nextInt(spaces.length)];
    }

    private <T> List<T> shuffled(List<T> list) {
        var left = new ArrayList<>(list);
        var shuffled = new ArrayList<T>();
        while (!left.isEmpty()) {
            shuffled.add(left.remove(random.nextInt(left.size())));
        }
        return shuffled;
    }
}
