package io.forge.json;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * How a type of one value is written in JSON.
 *
 * @param form what kind of JSON value it is
 * @param words what a message calls it
 * @param parser makes the value from its text, or throws any RuntimeException; where there is none, Jackson does it
 */
record Scalar(Form form, String words, @Nullable Function<String, ?> parser) {

    /** The kinds of JSON value that stand for a single thing. */
    enum Form {
        /** A string that is written in one way: never blank, no white space around it. */
        NOTATION,
        /** Any string. */
        TEXT,
        /** A string in base64, or an array of whole numbers. */
        BYTES,
        /** A constant of an enum: a string that is written in one way, or a whole number. */
        CONSTANT,
        WHOLE_NUMBER,
        NUMBER,
        BOOLEAN,
        NULL;

        /** Whether a token is of this kind. */
        boolean is(@Nullable JsonToken token) {
            return switch (this) {
                case NOTATION, TEXT -> token == JsonToken.VALUE_STRING;
                case BYTES -> token == JsonToken.VALUE_STRING || token == JsonToken.START_ARRAY;
                case CONSTANT -> token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT;
                case WHOLE_NUMBER -> token == JsonToken.VALUE_NUMBER_INT;
                case NUMBER -> token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
                case BOOLEAN -> token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
                case NULL -> token == JsonToken.VALUE_NULL;
            };
        }
    }

    /** Whether a string can be one of these, before it is looked at more closely. */
    boolean admits(String text) {
        boolean anyText = form == Form.TEXT || form == Form.BYTES;
        return anyText || (!text.isEmpty() && text.equals(text.strip()));
    }
}
