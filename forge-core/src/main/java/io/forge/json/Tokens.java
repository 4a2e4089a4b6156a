package io.forge.json;

import io.forge.api.ForgeException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;

/** Reads single values, and says in the document's terms where one is of another kind. */
final class Tokens {

    private Tokens() {}

    /** A text; empty for null, as clients write what they do not set. */
    static String textOrNull(JsonParser json, Place place, String key) {
        return switch (json.currentToken()) {
            case VALUE_NULL -> "";
            case VALUE_STRING -> json.getString();
            default -> throw unexpected(json, place.property(key), "a string");
        };
    }

    /** The name of a tensor. */
    static String name(JsonParser json, Place place) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw unexpected(json, place.property("name"), "a string");
        }
        String name = json.getString();
        if (name.isEmpty() || name.length() > InferenceLimits.MAX_NAME_LENGTH) {
            throw InvalidInput.because("%s must have 1 to %s characters but has %s"
                    .formatted(place.property("name"), InferenceLimits.MAX_NAME_LENGTH, name.length()));
        }
        return name;
    }

    static void requireArray(JsonParser json, Place place, String key) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw unexpected(json, place.property(key), "an array");
        }
    }

    /** A whole number from 0 on. */
    static long count(JsonParser json, Place place, String key) {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw unexpected(json, place.property(key), "a whole number");
        }
        long count;
        try {
            count = json.getLongValue();
        } catch (InputCoercionException e) {
            throw outOfRange(json, place.property(key));
        }
        if (count < 0) {
            throw outOfRange(json, place.property(key));
        }
        return count;
    }

    static ForgeException outOfRange(JsonParser json, String what) {
        return InvalidInput.because("%s must be from 0 to %s but is %s"
                .formatted(what, Long.MAX_VALUE, InputMessages.cut(json.getString())));
    }

    static ForgeException unexpected(JsonParser json, String what, String must) {
        return InvalidInput.because(
                "%s must be %s but is %s".formatted(what, must, InputMessages.of(json.currentToken())));
    }
}
