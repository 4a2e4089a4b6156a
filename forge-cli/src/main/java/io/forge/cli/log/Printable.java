package io.forge.cli.log;

import org.jspecify.annotations.Nullable;

/**
 * Makes text safe to show on one line.
 *
 * <p>What comes from the wire could otherwise begin a line that looks like one of the log's own, or command the terminal
 * that shows it: control characters, line separators and the invisible ones that change the direction of writing.
 */
final class Printable {

    private Printable() {}

    /** Appends a text, with every character that moves more than the cursor written as an escape. */
    static void append(StringBuilder line, @Nullable String text) {
        String safe = String.valueOf(text);
        for (int i = 0; i < safe.length(); i++) {
            append(line, safe.charAt(i));
        }
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
                    line.append("\\u%04x".formatted((int) character));
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
