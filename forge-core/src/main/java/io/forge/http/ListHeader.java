package io.forge.http;

import io.undertow.util.HeaderValues;

/**
 * Looks for an element in a header that is a list (RFC 9110, section 5.6.1), without allocating.
 *
 * <p>A list goes on over several header lines, in any case, with blanks around its elements and with empty ones.
 */
final class ListHeader {

    private ListHeader() {}

    /** Whether the list has this element. */
    static boolean has(HeaderValues lines, String element) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            for (int start = 0; start <= line.length(); start = end(line, start) + 1) {
                if (isElement(line, start, element)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the list has this element and no other. */
    static boolean hasOnly(HeaderValues lines, String element) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            for (int start = 0; start <= line.length(); start = end(line, start) + 1) {
                if (!isElement(line, start, element) && !isElement(line, start, "")) {
                    return false;
                }
            }
        }
        return has(lines, element);
    }

    /** How many elements the list has, without those that are empty. */
    static int size(HeaderValues lines) {
        int size = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            for (int start = 0; start <= line.length(); start = end(line, start) + 1) {
                if (!isElement(line, start, "")) {
                    size++;
                }
            }
        }
        return size;
    }

    /** Where the element that starts here ends: at a comma, or with the line. */
    private static int end(String line, int start) {
        int comma = line.indexOf(',', start);
        return comma < 0 ? line.length() : comma;
    }

    private static boolean isElement(String line, int start, String element) {
        int first = start;
        int end = end(line, start);
        while (first < end && isBlank(line.charAt(first))) {
            first++;
        }
        while (end > first && isBlank(line.charAt(end - 1))) {
            end--;
        }
        return end - first == element.length() && line.regionMatches(true, first, element, 0, element.length());
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }
}
