package io.forge.cli.log;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Makes text safe to show on one line.
 *
 * <p>What comes from the wire could otherwise begin a line that looks like one of the log's own, or command the terminal
 * that shows it: control characters, line separators and the invisible ones that change the direction of writing.
 */
final class Printable {

    private static final String EXCERPT = "\n  ";

    private Printable() {}

    /** Appends a text, with every character that moves more than the cursor written as an escape. */
    static void append(StringBuilder line, @Nullable String text) {
        String safe = String.valueOf(text);
        for (int i = 0; i < safe.length(); i++) {
            append(line, safe.charAt(i));
        }
    }

    /** As {@link #append}, but for lines that begin with two blanks, which nobody takes for lines of the log's own. */
    static void appendWithExcerpt(StringBuilder line, @Nullable String text) {
        String all = String.valueOf(text);
        int start = 0;
        for (int end = all.indexOf(EXCERPT); end >= 0; end = all.indexOf(EXCERPT, start)) {
            append(line, all.substring(start, end));
            line.append('\n');
            start = end + 1;
        }
        append(line, all.substring(start));
    }

    private static void append(StringBuilder line, char character) {
        switch (character) {
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> {
                if (isShown(character)) {
                    line.append(character);
                } else {
                    line.append("\\u").append(HexFormat.of().toHexDigits(character));
                }
            }
        }
    }

    private static boolean isShown(char character) {
        if (character >= ' ' && character <= '~') {
            return true;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
