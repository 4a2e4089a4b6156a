package io.forge.testing;

import static java.util.Objects.requireNonNull;

import io.forge.inference.InferenceFormat;
import io.forge.json.JsonCodecs;
import io.forge.runtime.Codec;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Tensor;
import io.forge.tensor.Tensors;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The client's half of the Open Inference Protocol, with the contents of all tensors as bytes behind the JSON. */
final class BinaryInference {

    /** The header that says how many bytes of a body are JSON; an answer without bytes behind it has none. */
    static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private static final String BINARY_SIZE = "binary_data_size";

    private final Codec<Map<String, Object>> json = codec();

    /** The body of a request, and how many bytes of it are JSON. */
    record Request(ByteBuffer body, int jsonLength) {}

    @SuppressWarnings(
            "unchecked") // The codec of all maps is that of maps whose keys are strings, as those of JSON are.
    private static Codec<Map<String, Object>> codec() {
        return (Codec<Map<String, Object>>) new JsonCodecs(Integer.MAX_VALUE).of(Map.class);
    }

    /** A request that asks for all outputs as bytes. */
    Request request(Tensors inputs) {
        var described = new ArrayList<Map<String, Object>>();
        int size = 0;
        for (String name : inputs.names()) {
            var tensor = inputs.get(name);
            described.add(Map.of(
                    "name", name,
                    "datatype", tensor.type().name(),
                    "shape", tensor.shape().dimensions(),
                    "parameters", Map.of(BINARY_SIZE, tensor.bytes().remaining())));
            size += tensor.bytes().remaining();
        }
        var head = json.encode(Map.of("parameters", Map.of("binary_data_output", true), "inputs", described))
                .bytes();
        int jsonLength = head.remaining();
        var body = ByteBuffer.allocate(jsonLength + size).put(head);
        inputs.names().forEach(name -> body.put(inputs.get(name).bytes()));
        return new Request(body.flip(), jsonLength);
    }

    /** The outputs of an answer. */
    Tensors outputs(byte[] body, int jsonLength) {
        var head = json.decode(InferenceFormat.JSON, ByteBuffer.wrap(body, 0, jsonLength));
        var contents = ByteBuffer.wrap(body, jsonLength, body.length - jsonLength);
        var outputs = Tensors.builder();
        for (Object listed : property(head, "outputs", List.class)) {
            var output = (Map<?, ?>) listed;
            outputs.add(property(output, "name", String.class), tensor(output, contents));
        }
        return outputs.build();
    }

    private static Tensor tensor(Map<?, ?> output, ByteBuffer contents) {
        var type = DataType.of(property(output, "datatype", String.class));
        List<?> dimensions = property(output, "shape", List.class);
        long[] shape = dimensions.stream()
                .mapToLong(dimension -> ((Number) dimension).longValue())
                .toArray();
        int size = property(property(output, "parameters", Map.class), BINARY_SIZE, Number.class)
                .intValue();
        var bytes = contents.slice(contents.position(), size);
        contents.position(contents.position() + size);
        return Tensor.of(type, Shape.of(shape), bytes);
    }

    /** What an answer says that reports an error. */
    String error(byte[] body) {
        return property(json.decode(InferenceFormat.JSON, ByteBuffer.wrap(body)), "error", String.class);
    }

    private static <T> T property(Map<?, ?> object, String name, Class<T> type) {
        return requireNonNull(type.cast(object.get(name)), name);
    }
}
