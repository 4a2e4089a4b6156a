package io.forge.json;

import io.forge.api.ForgeException;
import io.forge.tensor.DataType;
import io.forge.tensor.Shape;
import io.forge.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the inputs of one request, one after another; their properties may come in any order. */
final class InputReader {

    private static final List<String> KEYS = List.of("name", "shape", "datatype", "parameters", "data");
    private static final String BINARY_SIZE = "binary_data_size";
    private static final int NOWHERE = -1;

    private final JsonDocument document;
    private final JsonParser json;
    private final ParameterValues parameterValues;
    private final BinaryContents binaries;

    private Place place = Place.REQUEST;
    private String name = "";
    private @Nullable DataType type;
    private @Nullable Shape shape;
    private Map<String, Object> parameters = Map.of();
    private @Nullable Tensor tensor;

    /** Where the data begins that stands before what says how to read it. */
    private int dataAt = NOWHERE;

    /** An input that was read. */
    record Input(String name, Tensor tensor) {}

    /**
     * A reader of all inputs of a document.
     *
     * @param json its parser
     * @param parameterValues reads the parameters of the document
     * @param binaries the contents of binary tensors
     */
    InputReader(JsonDocument document, JsonParser json, ParameterValues parameterValues, BinaryContents binaries) {
        this.document = document;
        this.json = json;
        this.parameterValues = parameterValues;
        this.binaries = binaries;
    }

    /** The input that the parser is at. */
    Input read(int index) {
        place = new Place("inputs", index);
        name = "";
        type = null;
        shape = null;
        parameters = Map.of();
        tensor = null;
        dataAt = NOWHERE;
        var keys = new KnownKeys(json, place, KEYS);
        for (String key = keys.next(); key != null; key = keys.next()) {
            switch (key) {
                case "name" -> name = Tokens.name(json, place);
                case "shape" -> shape = readShape();
                case "datatype" -> type = readType();
                case "parameters" -> parameters = parameterValues.read(place);
                default -> readData();
            }
        }
        if (name.isEmpty()) {
            throw missing("name", "name the input");
        }
        return new Input(name, tensor());
    }

    private Shape readShape() {
        Tokens.requireArray(json, place, "shape");
        var dimensions = new long[InferenceLimits.MAX_RANK];
        int rank = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (rank == InferenceLimits.MAX_RANK) {
                throw InvalidInput.because(
                        "%s has more than %s dimensions".formatted(place.property("shape"), InferenceLimits.MAX_RANK));
            }
            dimensions[rank++] = Tokens.count(json, place, "shape");
        }
        try {
            return Shape.of(Arrays.copyOf(dimensions, rank));
        } catch (IllegalArgumentException e) {
            throw InvalidInput.because("%s: %s".formatted(place.property("shape"), e.getMessage()), e);
        }
    }

    private DataType readType() {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw Tokens.unexpected(json, place.property("datatype"), "a string");
        }
        try {
            return DataType.of(InputMessages.cut(json.getString()));
        } catch (IllegalArgumentException e) {
            throw InvalidInput.because("%s: %s".formatted(place.property("datatype"), e.getMessage()), e);
        }
    }

    private void readData() {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        Tokens.requireArray(json, place, "data");
        int at = (int) json.currentTokenLocation().getByteOffset();
        if (type != null && shape != null && !name.isEmpty()) {
            tensor = new DataReader(json, name, type, shape).read(document.length() - at);
        } else {
            dataAt = at;
            skipData();
        }
    }

    /** To the end of a list that has to be read later. */
    private void skipData() {
        for (int depth = 1; depth > 0; ) {
            switch (json.nextToken()) {
                case START_ARRAY -> depth++;
                case END_ARRAY -> depth--;
                case START_OBJECT -> throw InvalidInput.because("%s has an object".formatted(place.property("data")));
                default -> {} // An element.
            }
        }
    }

    private Tensor tensor() {
        var givenType = type;
        var givenShape = shape;
        if (givenType == null) {
            throw missing("datatype", "send one such as FP32");
        }
        if (givenShape == null) {
            throw missing("shape", "send the list of dimensions");
        }
        ParameterValues.requireNoSharedMemory(parameters, place);
        Object size = parameters.get(BINARY_SIZE);
        boolean hasData = tensor != null || dataAt != NOWHERE;
        if (hasData == (size != null)) {
            throw contentsTwiceOrNever(hasData);
        }
        if (size != null) {
            return binary(givenType, givenShape, size);
        }
        return tensor != null ? tensor : dataFrom(dataAt, givenType, givenShape);
    }

    private Tensor dataFrom(int at, DataType givenType, Shape givenShape) {
        try (var again = document.parserAt(at)) {
            again.nextToken();
            return new DataReader(again, name, givenType, givenShape).read(document.length() - at);
        }
    }

    private Tensor binary(DataType givenType, Shape givenShape, Object size) {
        if (!(size instanceof Long bytes) || bytes < 0) {
            throw InvalidInput.because(
                    "%s must be a whole number from 0 on".formatted(ParameterValues.property(place, BINARY_SIZE)));
        }
        var contents = binaries.take("Input '%s'".formatted(name), bytes);
        try {
            return Tensor.of(givenType, givenShape, contents);
        } catch (IllegalArgumentException e) {
            throw InvalidInput.because("Input '%s': %s".formatted(name, e.getMessage()), e);
        }
    }

    private ForgeException contentsTwiceOrNever(boolean twice) {
        return InvalidInput.because("Input must set only one of the following fields: 'data', 'binary_data_size' in"
                + " 'parameters', 'shared_memory_region' in 'parameters'. Input '%s' sets %s"
                        .formatted(name, twice ? "two" : "none"));
    }

    private ForgeException missing(String key, String what) {
        return InvalidInput.because("%s is missing: %s".formatted(place.property(key), what));
    }
}
