import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes two tiny ONNX models into a folder: {@code java TinyModels.java DIR}.
 *
 * <p>An ONNX file is a message of Protocol Buffers; the field numbers are those of
 * <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>.
 */
class TinyModels {

    // Types of elements, then of attributes.
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private static final int INT = 2;
    private static final int INTS = 7;

    /** A line for each measurement, in cm: what it says for setosa, versicolor and virginica. */
    private static final float[] WEIGHTS = {
        0, 0, 0, // sepal length
        1, 0, 0, // sepal width
        -4, 0, 3, // petal length
        -1, 0, 6, // petal width
    };

    private static final float[] BIAS = {7, 0, -24.3f};

    private static final float[] SHARPEN = {0, -1, 0, -1, 5, -1, 0, -1, 0};

    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        write(iris(), folder.resolve("iris.onnx"));
        write(sharpen(), folder.resolve("sharpen/1/model.onnx"));
    }

    /** Tells a kind of iris by four lengths. */
    private static Message iris() {
        var axis = attribute("axis", INT).number(3, 1);
        var keepDimensions = attribute("keepdims", INT).number(3, 0);
        return model(new Message()
                .text(2, "iris")
                .message(11, value("measurements", FLOAT, "batch", 4))
                .message(12, value("class", INT64, "batch"))
                .message(12, value("probabilities", FLOAT, "batch", 3))
                .message(5, constant("weights", WEIGHTS, 4, 3))
                .message(5, constant("bias", BIAS, 3))
                .message(1, node("Gemm", "measurements weights bias", "scores"))
                .message(1, node("Softmax", "scores", "probabilities"))
                .message(1, node("ArgMax", "scores", "class", axis, keepDimensions)));
    }

    /** Sharpens an image of any size. */
    private static Message sharpen() {
        var pads = attribute("pads", INTS).number(8, 1, 1, 1, 1);
        return model(new Message()
                .text(2, "sharpen")
                .message(11, value("image", FLOAT, "batch", 1, "height", "width"))
                .message(12, value("sharpened", FLOAT, "batch", 1, "height", "width"))
                .message(5, constant("kernel", SHARPEN, 1, 1, 3, 3))
                .message(1, node("Conv", "image kernel", "sharpened", pads)));
    }

    private static void write(Message model, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, model.bytes());
        System.out.println(file);
    }

    private static Message model(Message graph) {
        return new Message().number(1, 8).message(7, graph).message(8, new Message().number(2, 17)); // opset 17
    }

    /** An input or output; a dimension is a number, or a symbol if it may have any size. */
    private static Message value(String name, int elementType, Object... dimensions) {
        var shape = new Message();
        for (Object dimension : dimensions) {
            var one = new Message();
            shape.message(1, dimension instanceof Integer size ? one.number(1, size) : one.text(2, "" + dimension));
        }
        var tensor = new Message().number(1, elementType).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    private static Message constant(String name, float[] values, int... dimensions) {
        var data = ByteBuffer.allocate(values.length * Float.BYTES).order(LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        return new Message().number(1, dimensions).number(2, FLOAT).text(8, name).bytes(9, data.array());
    }

    private static Message node(String operator, String inputs, String output, Message... attributes) {
        return new Message().text(1, inputs.split(" ")).text(2, output).text(4, operator).message(5, attributes);
    }

    private static Message attribute(String name, int type) {
        return new Message().text(1, name).number(20, type);
    }

    /** A message of Protocol Buffers: fields of numbers, texts and messages, each as often as there are values. */
    private static class Message {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, int... values) {
            for (int value : values) {
                varint(field << 3).varint(value);
            }
            return this;
        }

        Message text(int field, String... texts) {
            for (String text : texts) {
                bytes(field, text.getBytes(UTF_8));
            }
            return this;
        }

        Message message(int field, Message... messages) {
            for (Message message : messages) {
                bytes(field, message.bytes());
            }
            return this;
        }

        Message bytes(int field, byte[] bytes) {
            varint(field << 3 | 2).varint(bytes.length).out.writeBytes(bytes);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private Message varint(int value) {
            int left = value;
            for (; left > 0x7F; left >>>= 7) {
                out.write(left & 0x7F | 0x80);
            }
            out.write(left);
            return this;
        }
    }
}
