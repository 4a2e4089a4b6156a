package io.forge.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Copies outputs for which ONNX Runtime has chosen the memory. */
final class FreeOutputs {

    private FreeOutputs() {}

    /** A copy on the heap, which stays when the output is closed. */
    static Tensor copy(GraphValue output, OnnxTensor value) throws OrtException {
        var shape = Shape.of(value.getInfo().getShape());
        if (output.type() == DataType.BYTES) {
            var texts = new ArrayList<String>();
            collect(value.getValue(), texts);
            return Tensor.of(output.type(), shape, texts);
        }
        ByteBuffer bytes = value.getByteBuffer();
        return Tensor.of(output.type(), shape, bytes);
    }

    /** Of a text, or of arrays of texts of any depth. */
    private static void collect(Object value, List<String> texts) {
        if (value instanceof Object[] several) {
            for (Object one : several) {
                collect(one, texts);
            }
        } else {
            texts.add((String) value);
        }
    }
}
