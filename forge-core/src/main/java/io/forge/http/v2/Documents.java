package io.forge.http.v2;

import io.forge.tensor.TensorSpec;
import java.util.Arrays;
import java.util.List;

/** The JSON documents of the protocol, other than requests and answers of inference. */
final class Documents {

    private Documents() {}

    record Live(boolean live) {}

    record Ready(boolean ready) {}

    record ModelReady(String name, boolean ready) {}

    record Server(String name, String version, List<String> extensions) {}

    record Model(
            String name,
            List<String> versions,
            String platform,
            List<TensorMetadata> inputs,
            List<TensorMetadata> outputs) {}

    record TensorMetadata(String name, String datatype, List<Long> shape) {

        static List<TensorMetadata> of(List<TensorSpec> specs) {
            return specs.stream()
                    .map(spec -> new TensorMetadata(
                            spec.name(),
                            spec.type().name(),
                            Arrays.stream(spec.shape().dimensions()).boxed().toList()))
                    .toList();
        }
    }

    record Failure(String error) {}
}
