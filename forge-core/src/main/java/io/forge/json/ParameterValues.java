package io.forge.json;

import io.forge.api.ForgeException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;

/** Reads the objects of parameters of one request, whose values are strings, numbers and booleans. */
final class ParameterValues {

    private static final String SHARED_MEMORY = "shared_memory_region";

    /** Of UINT64 or text: what is too large for a {@code Long} is an id as good as text. */
    private static final String SEQUENCE = "sequence_id";

    private final JsonParser json;
    private int seen;

    /**
     * A reader of all parameters of a document.
     *
     * @param json its parser
     */
    ParameterValues(JsonParser json) {
        this.json = json;
    }

    /** The parameters by name, of the object that the parser is at; some clients write null where they have none. */
    Map<String, Object> read(Place place) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return Map.of();
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Tokens.unexpected(json, place.property("parameters"), "an object");
        }
        var values = new LinkedHashMap<String, Object>();
        for (String key = json.nextName(); key != null; key = json.nextName()) {
            if (seen++ == InferenceLimits.MAX_PARAMETERS) {
                throw InvalidInput.because("The request, its inputs and its outputs have more than %s parameters"
                        .formatted(InferenceLimits.MAX_PARAMETERS));
            }
            json.nextToken();
            var value = value(json, place, key);
            if (values.put(key, value) != null) {
                throw InvalidInput.because("%s stands there twice: send it once".formatted(property(place, key)));
            }
        }
        values.values().removeIf(value -> value == Absent.NULL);
        return values;
    }

    static String property(Place place, String key) {
        return place.property("parameters." + key);
    }

    /** Refuses what only a server on the client's own machine could do. */
    static void requireNoSharedMemory(Map<String, Object> values, Place place) {
        if (values.containsKey(SHARED_MEMORY)) {
            throw InvalidInput.because("%s is not supported: send and receive the contents themselves"
                    .formatted(property(place, SHARED_MEMORY)));
        }
    }

    private static Object value(JsonParser json, Place place, String key) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> Absent.NULL;
            case VALUE_NUMBER_INT -> whole(json, place, key);
            case VALUE_NUMBER_FLOAT -> fraction(json, place, key);
            default -> throw Tokens.unexpected(json, property(place, key), "a string, a number or a boolean");
        };
    }

    private static Object whole(JsonParser json, Place place, String key) {
        try {
            return json.getLongValue();
        } catch (InputCoercionException e) {
            if (key.equals(SEQUENCE) && isUint64(json.getString())) {
                return json.getString();
            }
            throw outOfRange(json, place, key);
        }
    }

    private static boolean isUint64(String digits) {
        try {
            Long.parseUnsignedLong(digits);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static double fraction(JsonParser json, Place place, String key) {
        double value = json.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw outOfRange(json, place, key);
        }
        return value;
    }

    private static ForgeException outOfRange(JsonParser json, Place place, String key) {
        return InvalidInput.because(
                "%s is out of range: %s".formatted(property(place, key), InputMessages.cut(json.getString())));
    }

    /** In the place of a value that is null. */
    private enum Absent {
        NULL
    }
}
