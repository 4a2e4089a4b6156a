package io.forge.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Writes an ONNX model of a few operators: what a test needs, and nothing else. */
final class TinyModel {

    /** Element types, by the numbers that ONNX has for them. */
    enum Element {
        FLOAT(1),
        UINT8(2),
        UINT16(4),
        INT32(6),
        INT64(7),
        STRING(8),
        BOOL(9),
        FLOAT16(10),
        DOUBLE(11),
        UINT32(12),
        COMPLEX64(14);

        private final int number;

        Element(int number) {
            this.number = number;
        }
    }

    private static final int IR_VERSION = 8;

    private final Protobuf graph = new Protobuf().text(2, "tiny");
    private int opset = 17;

    TinyModel opset(int version) {
        opset = version;
        return this;
    }

    /**
     * An input.
     *
     * @param dimensions numbers, and symbols of those of any size, such as {@code "batch"}; an empty one for none
     */
    TinyModel input(String name, Element element, Object... dimensions) {
        graph.message(11, value(name, tensor(element, dimensions)));
        return this;
    }

    /** An output, as {@link #input}. */
    TinyModel output(String name, Element element, Object... dimensions) {
        graph.message(12, value(name, tensor(element, dimensions)));
        return this;
    }

    /** An output that is a sequence of such tensors. */
    TinyModel outputSequence(String name, Element element, Object... dimensions) {
        var sequence = new Protobuf().message(1, tensor(element, dimensions));
        graph.message(12, value(name, new Protobuf().message(4, sequence)));
        return this;
    }

    private static Protobuf value(String name, Protobuf type) {
        return new Protobuf().text(1, name).message(2, type);
    }

    private static Protobuf tensor(Element element, Object... dimensions) {
        var shape = new Protobuf();
        for (Object dimension : dimensions) {
            var one = new Protobuf();
            if (dimension instanceof Integer size) {
                one.number(1, size);
            } else if (!dimension.equals("")) {
                one.text(2, (String) dimension);
            }
            shape.message(1, one);
        }
        return new Protobuf()
                .message(1, new Protobuf().number(1, element.number).message(2, shape));
    }

    /** An operator from named values to named values, separated by blanks. */
    TinyModel node(String operator, String inputs, String outputs) {
        return node(operator, inputs, outputs, Map.of());
    }

    /** The same with attributes that are whole numbers. */
    TinyModel node(String operator, String inputs, String outputs, Map<String, Integer> attributes) {
        var node = new Protobuf();
        for (String name : inputs.split(" ")) {
            node.text(1, name);
        }
        for (String name : outputs.split(" ")) {
            node.text(2, name);
        }
        node.text(4, operator);
        attributes.forEach((name, number) ->
                node.message(5, new Protobuf().text(1, name).number(3, number).number(20, 2)));
        graph.message(1, node);
        return this;
    }

    /** An operator with a graph of its own, under the name of an attribute. */
    TinyModel node(String operator, String inputs, String outputs, String attribute, TinyModel inner) {
        var node = new Protobuf();
        for (String name : inputs.split(" ")) {
            node.text(1, name);
        }
        for (String name : outputs.split(" ")) {
            node.text(2, name);
        }
        node.text(4, operator)
                .message(
                        5,
                        new Protobuf()
                                .text(1, attribute)
                                .message(6, inner.graph)
                                .number(20, 5));
        graph.message(1, node);
        return this;
    }

    /** A constant of FP32. */
    TinyModel floats(String name, int[] shape, float... values) {
        var bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant(name, Element.FLOAT, shape, bytes);
    }

    /** A constant of INT64. */
    TinyModel longs(String name, int[] shape, long... values) {
        var bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return constant(name, Element.INT64, shape, bytes);
    }

    private TinyModel constant(String name, Element element, int[] shape, ByteBuffer values) {
        var tensor = new Protobuf();
        for (int size : shape) {
            tensor.number(1, size);
        }
        graph.message(5, tensor.number(2, element.number).text(8, name).bytes(9, values.array()));
        return this;
    }

    /** A constant of FP32 in a file of its own, beside the model. */
    TinyModel floatsIn(String file, String name, int... shape) {
        var tensor = new Protobuf();
        for (int size : shape) {
            tensor.number(1, size);
        }
        var location = new Protobuf().text(1, "location").text(2, file);
        graph.message(
                5,
                tensor.number(2, Element.FLOAT.number)
                        .text(8, name)
                        .message(13, location)
                        .number(14, 1));
        return this;
    }

    byte[] toBytes() {
        return new Protobuf()
                .number(1, IR_VERSION)
                .message(7, graph)
                .message(8, new Protobuf().text(1, "").number(2, opset))
                .toBytes();
    }

    /** Writes it to a file, which is there in one step. */
    Path writeTo(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        var draft = Files.write(file.resolveSibling("." + file.getFileName()), toBytes());
        return Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Multiplies rows of three numbers: what it answers tells which model it is. */
    static TinyModel multiplying(float factor) {
        return new TinyModel()
                .input("x", Element.FLOAT, "batch", 3)
                .output("y", Element.FLOAT, "batch", 3)
                .floats("factor", new int[] {1}, factor)
                .node("Mul", "x factor", "y");
    }

    /** Adds one to each row as often as it is told to: an inference that takes as long as a test wants. */
    static TinyModel counting() {
        var once = new TinyModel()
                .input("round", Element.INT64)
                .input("go", Element.BOOL)
                .input("before", Element.FLOAT, "batch")
                .output("on", Element.BOOL)
                .output("after", Element.FLOAT, "batch")
                .floats("one", new int[] {1}, 1)
                .node("Identity", "go", "on")
                .node("Add", "before one", "after");
        return new TinyModel()
                .input("rounds", Element.INT64, "batch")
                .input("x", Element.FLOAT, "batch")
                .output("y", Element.FLOAT, "batch")
                .node("ReduceMax", "rounds", "most", Map.of("keepdims", 0))
                .node("Loop", "most  x", "y", "body", once);
    }

    /** Doubles rows of any length. */
    static TinyModel doubling() {
        return new TinyModel()
                .input("x", Element.FLOAT, "batch", "length")
                .output("y", Element.FLOAT, "batch", "length")
                .node("Add", "x x", "y");
    }
}
