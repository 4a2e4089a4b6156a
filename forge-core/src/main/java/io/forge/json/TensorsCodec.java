package io.forge.json;

import io.forge.inference.InferenceFormat;
import io.forge.inference.InferenceRequest;
import io.forge.inference.InferenceResponse;
import io.forge.inference.InferenceResponse.ModelVersion;
import io.forge.inference.RequestedOutput;
import io.forge.runtime.CallDetails;
import io.forge.runtime.Codec;
import io.forge.runtime.MediaType;
import io.forge.runtime.Payload;
import io.forge.tensor.Tensors;
import java.nio.ByteBuffer;

/** Reads and writes tensors as the bodies of the Open Inference Protocol that are JSON alone. */
final class TensorsCodec implements Codec<Tensors> {

    private final InferenceFormat format;

    TensorsCodec(InferenceFormat format) {
        this.format = format;
    }

    @Override
    public String accepts() {
        return InferenceFormat.JSON;
    }

    @Override
    public boolean reads(MediaType mediaType) {
        return mediaType.isJson() && mediaType.isUtf8();
    }

    @Override
    public boolean tellsDetails() {
        return true;
    }

    @Override
    public Tensors decode(String mediaType, ByteBuffer body) {
        return decode(mediaType, body, details -> {});
    }

    @Override
    public Tensors decode(String mediaType, ByteBuffer body, CallDetails.Receiver receiver) {
        var request = format.read(body, body.remaining());
        requireWhole(request);
        receiver.received(request.details());
        return request.inputs();
    }

    private static void requireWhole(InferenceRequest request) {
        if (request.binary() || request.outputs().stream().anyMatch(RequestedOutput::binary)) {
            throw InvalidInput.because("Outputs are JSON here: ask for bytes under /v2/models");
        }
        if (request.outputs().stream().anyMatch(output -> output.classes() > 0)) {
            throw InvalidInput.because("Outputs are whole here: ask for classes under /v2/models");
        }
    }

    @Override
    public Payload encode(Tensors value) {
        return encode(value, CallDetails.NONE);
    }

    @Override
    public Payload encode(Tensors value, CallDetails details) {
        var outputs = details.requestedOutputs().stream()
                .map(name -> new RequestedOutput(name, false))
                .toList();
        var request = new InferenceRequest(value, outputs, false, details);
        return format.write(InferenceResponse.to(request, ModelVersion.UNNAMED, value));
    }

    @Override
    public ByteBuffer encodeItem(Tensors item) {
        return encode(item).inOnePiece();
    }
}
