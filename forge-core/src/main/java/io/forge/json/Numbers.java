package io.forge.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;

/**
 * Refuses a number that the type which asks for it cannot hold, where Jackson makes it another one.
 *
 * <p>A fraction is rounded to what the type has: that is what JSON's readers do. But nothing becomes infinite, zero or negative.
 */
final class Numbers {

    private Numbers() {}

    /** Jackson takes 200 for a byte and makes it -56. */
    static byte exact(JsonParser parser, int value) {
        if (value < Byte.MIN_VALUE || value > Byte.MAX_VALUE) {
            throw outOfRange(parser, byte.class);
        }
        return (byte) value;
    }

    static float exact(JsonParser parser, float value) {
        if (Float.isInfinite(value) || (value == 0 && !isZero(parser))) {
            throw outOfRange(parser, float.class);
        }
        return value == 0 && isNegative(parser) ? -0.0f : value;
    }

    static double exact(JsonParser parser, double value) {
        if (Double.isInfinite(value) || (value == 0 && !isZero(parser))) {
            throw outOfRange(parser, double.class);
        }
        return value == 0 && isNegative(parser) ? -0.0 : value;
    }

    static Number exact(JsonParser parser, Number value) {
        if (value instanceof Double number) {
            exact(parser, number.doubleValue());
        }
        return value;
    }

    static Object exact(JsonParser parser, Object value) {
        if (value instanceof Double number) {
            exact(parser, number.doubleValue());
        }
        return value;
    }

    /** Whether the number that the parser is at is zero as it is written. */
    private static boolean isZero(JsonParser parser) {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return true;
        }
        char[] text = parser.getStringCharacters();
        int start = parser.getStringOffset();
        for (int i = start; i < start + parser.getStringLength(); i++) {
            char c = text[i];
            if (c == 'e' || c == 'E') {
                return true;
            }
            if (c >= '1' && c <= '9') {
                return false;
            }
        }
        return true;
    }

    /** To Jackson {@code -0} is a whole number, and those have no sign at zero. */
    static boolean isNegative(JsonParser parser) {
        return parser.getStringCharacters()[parser.getStringOffset()] == '-';
    }

    private static InputCoercionException outOfRange(JsonParser parser, Class<?> type) {
        return new InputCoercionException(parser, "Out of range of " + type, parser.currentToken(), type);
    }
}
