package io.forge.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.forge.onnx.Gathered.Input;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tensors of one run on ONNX Runtime's side, which are freed by closing them only. */
final class NativeTensors implements AutoCloseable {

    private final OrtEnvironment environment;
    private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> outputs = new LinkedHashMap<>();
    private final List<OnnxTensor> all = new ArrayList<>();

    NativeTensors(OrtEnvironment environment) {
        this.environment = environment;
    }

    void addInput(Input input) throws OrtException {
        inputs.put(
                input.name(),
                input.type() == DataType.BYTES ? texts(input) : buffer(input.type(), input.shape(), input.contents()));
    }

    /** An output that is written into a buffer, which its shape fills. */
    void addOutput(String name, DataType type, Shape shape, ByteBuffer buffer) throws OrtException {
        outputs.put(name, buffer(type, shape, buffer));
    }

    private OnnxTensor texts(Input input) throws OrtException {
        return opened(OnnxTensor.createTensor(
                environment, input.texts().toArray(String[]::new), input.shape().dimensions()));
    }

    private OnnxTensor buffer(DataType type, Shape shape, ByteBuffer contents) throws OrtException {
        return opened(OnnxTensor.createTensor(
                environment,
                contents,
                shape.dimensions(),
                ElementTypes.ofBuffer(type).orElseThrow()));
    }

    private OnnxTensor opened(OnnxTensor tensor) {
        all.add(tensor);
        return tensor;
    }

    Map<String, OnnxTensor> inputs() {
        return inputs;
    }

    Map<String, OnnxTensor> outputs() {
        return outputs;
    }

    @Override
    public void close() {
        all.forEach(OnnxTensor::close);
    }
}
