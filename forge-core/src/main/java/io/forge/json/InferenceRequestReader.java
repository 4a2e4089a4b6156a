package io.forge.json;

import io.forge.api.ForgeException;
import io.forge.inference.InferenceRequest;
import io.forge.inference.RequestedOutput;
import io.forge.runtime.CallDetails;
import io.forge.tensor.Tensors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one request for inference: the inputs, and what it says beside them. */
final class InferenceRequestReader {

    /** KServe's client sends the last two, which the path says already. */
    private static final List<String> KEYS =
            List.of("id", "parameters", "inputs", "outputs", "model_name", "model_version");

    private static final List<String> OUTPUT_KEYS = List.of("name", "parameters");

    private final JsonParser json;
    private final ParameterValues parameterValues;
    private final InputReader inputReader;
    private final BinaryContents binaries;

    private String id = "";
    private RequestParameters parameters = RequestParameters.NONE;
    private @Nullable Tensors inputs;
    private List<Listed> outputs = List.of();

    /**
     * An output that the request lists.
     *
     * @param binary whether it is to be binary, where the request says so
     * @param classes how many classes are asked for; 0: the tensor
     */
    private record Listed(String name, Optional<Boolean> binary, long classes) {}

    /**
     * A reader of one document.
     *
     * @param json its parser, before the first token
     * @param binaries what follows the JSON
     */
    InferenceRequestReader(JsonDocument document, JsonParser json, BinaryContents binaries) {
        this.json = json;
        this.parameterValues = new ParameterValues(json);
        this.inputReader = new InputReader(document, json, parameterValues, binaries);
        this.binaries = binaries;
    }

    InferenceRequest read() {
        if (json.nextToken() == null) {
            throw empty();
        }
        var keys = new KnownKeys(json, Place.REQUEST, KEYS);
        for (String key = keys.next(); key != null; key = keys.next()) {
            switch (key) {
                case "id" -> id = Tokens.textOrNull(json, Place.REQUEST, key);
                case "parameters" -> parameters = RequestParameters.of(parameterValues.read(Place.REQUEST));
                case "inputs" -> inputs = readInputs();
                case "outputs" -> outputs = readOutputs();
                default -> Tokens.textOrNull(json, Place.REQUEST, key);
            }
        }
        if (json.nextToken() != null) {
            throw InvalidInput.because("The body goes on after the JSON value: send one value");
        }
        if (inputs == null) {
            throw InvalidInput.because("Property 'inputs' is missing: send the list of tensors");
        }
        binaries.requireNoneLeft();
        return request(inputs);
    }

    /** There is no value, only white space at most. */
    static ForgeException empty() {
        return InvalidInput.because("The body is empty: send JSON, an object with the list 'inputs'");
    }

    private InferenceRequest request(Tensors tensors) {
        boolean binary = parameters.binaryByDefault();
        var requested = new ArrayList<RequestedOutput>(outputs.size());
        var names = new ArrayList<String>(outputs.size());
        for (var listed : outputs) {
            requested.add(new RequestedOutput(listed.name, listed.binary.orElse(binary), listed.classes));
            names.add(listed.name);
        }
        var details = new CallDetails(id, parameters.timeout(), parameters.forHandler(), List.copyOf(names));
        return new InferenceRequest(tensors, requested, binary, details);
    }

    private Tensors readInputs() {
        Tokens.requireArray(json, Place.REQUEST, "inputs");
        var builder = Tensors.builder();
        var names = new HashSet<String>();
        for (int index = 0; json.nextToken() != JsonToken.END_ARRAY; index++) {
            requireRoom("inputs", index);
            var input = inputReader.read(index);
            if (!names.add(input.name())) {
                throw InvalidInput.because(
                        "Two inputs have the name '%s': give each a name of its own".formatted(input.name()));
            }
            builder.add(input.name(), input.tensor());
        }
        return builder.build();
    }

    private List<Listed> readOutputs() {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        Tokens.requireArray(json, Place.REQUEST, "outputs");
        var listed = new ArrayList<Listed>();
        var names = new HashSet<String>();
        for (int index = 0; json.nextToken() != JsonToken.END_ARRAY; index++) {
            requireRoom("outputs", index);
            var output = readOutput(new Place("outputs", index));
            if (!names.add(output.name)) {
                throw InvalidInput.because("Output '%s' is requested twice: request it once".formatted(output.name));
            }
            listed.add(output);
        }
        return listed;
    }

    private static void requireRoom(String list, int index) {
        if (index == InferenceLimits.MAX_ENTRIES) {
            throw InvalidInput.because(
                    "Property '%s' has more than %s entries".formatted(list, InferenceLimits.MAX_ENTRIES));
        }
    }

    private Listed readOutput(Place place) {
        String name = "";
        var output = new Listed("", Optional.empty(), 0);
        var keys = new KnownKeys(json, place, OUTPUT_KEYS);
        for (String key = keys.next(); key != null; key = keys.next()) {
            switch (key) {
                case "name" -> name = Tokens.name(json, place);
                default -> output = readParameters(place);
            }
        }
        if (name.isEmpty()) {
            throw InvalidInput.because("%s is missing".formatted(place.property("name")));
        }
        return new Listed(name, output.binary, output.classes);
    }

    /** Of an output's parameters, what is known of; others are for other servers. */
    private Listed readParameters(Place place) {
        var values = parameterValues.read(place);
        ParameterValues.requireNoSharedMemory(values, place);
        Object binary = values.get("binary_data");
        if (binary != null && !(binary instanceof Boolean)) {
            throw InvalidInput.because(
                    "%s must be a boolean".formatted(ParameterValues.property(place, "binary_data")));
        }
        Object classes = values.getOrDefault("classification", 0L);
        if (values.containsKey("classification") && !(classes instanceof Long count && count > 0)) {
            throw InvalidInput.because(
                    "%s must be a whole number from 1 on".formatted(ParameterValues.property(place, "classification")));
        }
        return new Listed("", Optional.ofNullable((Boolean) binary), (Long) classes);
    }
}
