package io.forge.json;

import io.forge.inference.InferenceResponse;
import io.forge.inference.InferenceResponse.Output;
import tools.jackson.core.JsonGenerator;

/** Writes the JSON of an answer; the contents of binary tensors follow it. */
final class InferenceResponseWriter {

    private final JsonGenerator json;

    InferenceResponseWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(InferenceResponse response) {
        json.writeStartObject();
        writeUnlessEmpty("id", response.id());
        writeUnlessEmpty("model_name", response.model().name());
        writeUnlessEmpty("model_version", response.model().version());
        if (!response.parameters().isEmpty()) {
            json.writeObjectPropertyStart("parameters");
            response.parameters().forEach(this::writeParameter);
            json.writeEndObject();
        }
        json.writeArrayPropertyStart("outputs");
        for (var output : response.outputs()) {
            write(output);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Tensors has checked what they are. */
    private void writeParameter(String key, Object value) {
        if (value instanceof String text) {
            json.writeStringProperty(key, text);
        } else if (value instanceof Boolean flag) {
            json.writeBooleanProperty(key, flag);
        } else if (value instanceof Double number) {
            json.writeNumberProperty(key, number);
        } else {
            json.writeNumberProperty(key, ((Number) value).longValue());
        }
    }

    private void writeUnlessEmpty(String key, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(key, value);
        }
    }

    private void write(Output output) {
        var tensor = output.tensor();
        json.writeStartObject();
        json.writeStringProperty("name", output.name());
        json.writeStringProperty("datatype", tensor.type().name());
        json.writeArrayPropertyStart("shape");
        for (int axis = 0; axis < tensor.shape().rank(); axis++) {
            json.writeNumber(tensor.shape().dimension(axis));
        }
        json.writeEndArray();
        if (output.binary()) {
            json.writeObjectPropertyStart("parameters");
            json.writeNumberProperty("binary_data_size", tensor.bytes().remaining());
            json.writeEndObject();
        } else {
            json.writeArrayPropertyStart("data");
            new DataWriter(json, output.name(), tensor).write();
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
