package io.forge.http.management;

import io.forge.http.RequestHead;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads {@code Accept} (RFC 9110, section 12.5.1), as far as there is a choice: JSON or plain text. */
final class Accept {

    private static final Pattern WEIGHT = Pattern.compile("[qQ]=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)");

    private Accept() {}

    /** Whether a client would rather have text; where it has no preference it gets JSON. */
    static boolean prefersText(RequestHead head) {
        var headers = head.headers("Accept");
        return !headers.isEmpty() && weight(headers, "text", "plain") > weight(headers, "application", "json");
    }

    /** That of the most specific range that a type is in; 0 where it is in none. */
    private static double weight(Iterable<String> lines, String type, String subtype) {
        double weight = 0;
        int best = -1;
        for (String line : lines) {
            for (String element : line.split(",", -1)) {
                String[] parts = element.strip().split("\\s*;\\s*", -1);
                int specific = specificity(parts[0].toLowerCase(Locale.ROOT), type, subtype);
                if (specific > best) {
                    best = specific;
                    weight = weight(parts);
                }
            }
        }
        return weight;
    }

    private static int specificity(String range, String type, String subtype) {
        if (range.equals(type + "/" + subtype)) {
            return 2;
        }
        return range.equals(type + "/*") ? 1 : range.equals("*/*") ? 0 : -1;
    }

    private static double weight(String[] parts) {
        for (String part : parts) {
            var matcher = WEIGHT.matcher(part);
            if (matcher.matches()) {
                return Double.parseDouble(matcher.group(1));
            }
        }
        return 1;
    }
}
