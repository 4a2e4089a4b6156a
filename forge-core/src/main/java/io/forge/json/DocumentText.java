package io.forge.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * Makes a text of the bytes between two quotation marks, which {@link JsonText} has found to be UTF-8.
 *
 * <p>Takes what is valid alone: whatever is not is left to a parser that can say what is wrong.
 */
final class DocumentText {

    private final byte[] bytes;
    private final int end;
    private int next;

    private DocumentText(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.end = end;
        this.next = start;
    }

    /**
     * The text; null where it does not end, has a control character, or an escape that there is not (RFC 8259, section 7).
     *
     * @param start behind the opening quotation mark
     * @param end of the document
     */
    static @Nullable String at(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            byte b = bytes[i];
            if (b == '"') {
                return new String(bytes, start, i - start, UTF_8);
            }
            if (b == '\\') {
                return new DocumentText(bytes, start, end).unescaped(i);
            }
            if (isControl(b)) {
                return null;
            }
        }
        return null;
    }

    private static boolean isControl(byte b) {
        return b >= 0 && b < ' ';
    }

    private @Nullable String unescaped(int firstEscape) {
        int close = close(firstEscape);
        if (close < 0) {
            return null;
        }
        var text = new StringBuilder(close - next);
        while (next < close) {
            int character = bytes[next] == '\\' ? escaped() : character();
            if (character < 0) {
                return null;
            }
            text.appendCodePoint(character);
        }
        return text.toString();
    }

    /** Where the quotation mark is that ends the text; -1 if nothing does. */
    private int close(int from) {
        for (int i = from; i < end; i++) {
            byte b = bytes[i];
            if (b == '"') {
                return i;
            }
            if (isControl(b)) {
                return -1;
            }
            if (b == '\\') {
                i++;
            }
        }
        return -1;
    }

    /** The character that an escape stands for; -1 if there is no such escape. */
    private int escaped() {
        byte escape = bytes[next + 1];
        next += 2;
        return switch (escape) {
            case '"', '\\', '/' -> escape;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> -1;
        };
    }

    /** One half of a surrogate pair is followed by the other, and both together are a character. */
    private int unit() {
        int unit = next + 4 <= end ? JsonText.hex(bytes, next) : -1;
        next += 4;
        return unit;
    }

    /** A character of one to four bytes (RFC 3629, section 3). */
    private int character() {
        int first = bytes[next++];
        if (first >= 0) {
            return first;
        }
        if ((first & 0xE0) == 0xC0) {
            return (first & 0x1F) << 6 | tail();
        }
        if ((first & 0xF0) == 0xE0) {
            return (first & 0x0F) << 12 | tail() << 6 | tail();
        }
        return (first & 0x07) << 18 | tail() << 12 | tail() << 6 | tail();
    }

    private int tail() {
        return bytes[next++] & 0x3F;
    }
}
