package io.forge.http.management;

import java.util.List;
import java.util.Map;

/** Writes a document for people: a line for each value, indented below what it belongs to. */
final class PlainText {

    private static final String INDENT = "  ";

    private PlainText() {}

    /** Writes maps, lists and single values. */
    static String of(Object document) {
        var lines = new StringBuilder();
        append(lines, document, "");
        return lines.toString();
    }

    private static void append(StringBuilder lines, Object value, String indent) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> appendEntry(lines, indent, String.valueOf(key), inner));
        } else if (value instanceof List<?> list) {
            list.forEach(item -> appendItem(lines, item, indent));
        } else {
            lines.append(indent).append(value).append('\n');
        }
    }

    private static void appendEntry(StringBuilder lines, String indent, String key, Object value) {
        lines.append(indent).append(key).append(':');
        if (isNested(value)) {
            lines.append('\n');
            append(lines, value, indent + INDENT);
        } else {
            lines.append(' ').append(value).append('\n');
        }
    }

    /** The first line of an item has the dash in the place of its indent. */
    private static void appendItem(StringBuilder lines, Object item, String indent) {
        int start = lines.length();
        append(lines, item, indent + INDENT);
        if (lines.length() > start) {
            lines.setCharAt(start + indent.length(), '-');
        }
    }

    private static boolean isNested(Object value) {
        return value instanceof Map || value instanceof List;
    }
}
