package io.forge.json;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import java.util.HexFormat;

/**
 * Checks bytes before a parser sees them: UTF-8 as RFC 3629 has it, no byte order mark, and no half of a surrogate pair
 * in an escape (RFC 8259, sections 8.1 and 8.2).
 *
 * <p>Jackson guesses UTF-16 and UTF-32, takes overlong forms, and passes lone surrogates on. One pass, no allocation.
 */
final class JsonText {

    /** The highest byte that stands for itself and is no escape. */
    private static final int ASCII_MAX = 0x7F;

    private final byte[] bytes;
    private final int start;
    private final int end;

    private JsonText(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
    }

    /**
     * Checks a document.
     *
     * @throws ForgeException with {@code INVALID_INPUT} that says what is wrong, and at which byte
     */
    static void check(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int plain = endOfPlain(bytes, offset, end);
        if (plain < end) {
            new JsonText(bytes, offset, end).scan(plain);
        }
    }

    /** Where the first byte is that is not a character by itself. */
    private static int endOfPlain(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && bytes[i] > 0 && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    private void scan(int from) {
        if (end - start >= 3 && at(start) == 0xEF && at(start + 1) == 0xBB && at(start + 2) == 0xBF) {
            throw invalid("The body starts with a byte order mark: send JSON without one");
        }
        int i = from;
        while (i < end) {
            byte b = bytes[i];
            if (b < 0) {
                i += multiByte(i);
            } else if (b == '\\') {
                i += escape(i);
            } else {
                if (b == 0) {
                    throw invalid("The body has a NUL byte at offset %s: send JSON as UTF-8".formatted(i - start));
                }
                i++;
            }
        }
    }

    /** The length of a well-formed sequence of two to four bytes (RFC 3629, section 4). */
    private int multiByte(int i) {
        int first = at(i);
        int second = i + 1 < end ? at(i + 1) : 0;
        int length;
        boolean valid;
        if (first >= 0xC2 && first <= 0xDF) {
            length = 2;
            valid = isTail(second);
        } else if (first >= 0xE0 && first <= 0xEF) {
            length = 3;
            int low = first == 0xE0 ? 0xA0 : 0x80;
            int high = first == 0xED ? 0x9F : 0xBF;
            valid = second >= low && second <= high;
        } else if (first >= 0xF0 && first <= 0xF4) {
            length = 4;
            int low = first == 0xF0 ? 0x90 : 0x80;
            int high = first == 0xF4 ? 0x8F : 0xBF;
            valid = second >= low && second <= high;
        } else {
            length = 1;
            valid = false;
        }
        for (int tail = 2; valid && tail < length; tail++) {
            valid = i + tail < end && isTail(at(i + tail));
        }
        if (!valid) {
            throw invalid("The body is not UTF-8 at byte %s: send JSON as UTF-8".formatted(i - start));
        }
        return length;
    }

    private static boolean isTail(int b) {
        return b > ASCII_MAX && b <= 0xBF;
    }

    /** The length of an escape; a surrogate counts together with its other half. */
    private int escape(int i) {
        if (i + 5 >= end || bytes[i + 1] != 'u') {
            return 2;
        }
        int unit = hex(i + 2);
        if (unit < 0xD800 || unit > 0xDFFF) {
            return 6;
        }
        boolean paired = unit <= 0xDBFF
                && i + 11 < end
                && bytes[i + 6] == '\\'
                && bytes[i + 7] == 'u'
                && (hex(i + 8) & ~0x3FF) == 0xDC00;
        if (!paired) {
            throw invalid("The escape \\u%s at byte %s is half of a surrogate pair: send both halves, or the character"
                            .formatted(HexFormat.of().toHexDigits((char) unit), i - start)
                    + " itself");
        }
        return 12;
    }

    private int hex(int i) {
        return hex(bytes, i);
    }

    /** The value of four hexadecimal digits, which the array must have room for; negative where they are not. */
    static int hex(byte[] bytes, int start) {
        int value = 0;
        for (int digit = start; digit < start + 4; digit++) {
            int number = Character.digit(bytes[digit], 16);
            if (number < 0) {
                return -1;
            }
            value = value << 4 | number;
        }
        return value;
    }

    private int at(int i) {
        return bytes[i] & 0xFF;
    }

    private static ForgeException invalid(String message) {
        return new ForgeException(ErrorCode.INVALID_INPUT, message);
    }
}
