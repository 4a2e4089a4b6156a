package io.forge.runtime;

import java.util.Locale;
import java.util.Optional;

/**
 * A media type with the one parameter that matters here (RFC 9110, section 8.3.1).
 *
 * @param type type and subtype, in lower case
 * @param charset the charset parameter, in lower case
 */
public record MediaType(String type, Optional<String> charset) {

    /** Reads the value of a {@code Content-Type} header; what is malformed becomes a type that nobody reads. */
    public static MediaType parse(String value) {
        int semicolon = value.indexOf(';');
        if (semicolon < 0) {
            return new MediaType(lower(value), Optional.empty());
        }
        return new MediaType(lower(value.substring(0, semicolon)), charset(value.substring(semicolon + 1)));
    }

    private static Optional<String> charset(String parameters) {
        for (String parameter : parameters.split(";", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0 && lower(parameter.substring(0, equals)).equals("charset")) {
                String charset = lower(parameter.substring(equals + 1));
                boolean quoted = charset.length() > 1 && charset.startsWith("\"") && charset.endsWith("\"");
                return Optional.of(quoted ? charset.substring(1, charset.length() - 1) : charset);
            }
        }
        return Optional.empty();
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether text of this type is UTF-8: it says so, or says nothing, or says ASCII, which is a part of it. */
    public boolean isUtf8() {
        return charset.isEmpty()
                || charset.get().equals("utf-8")
                || charset.get().equals("utf8")
                || charset.get().equals("us-ascii");
    }

    /** Whether this is {@code application/json} or a type built on it, such as {@code application/geo+json}. */
    public boolean isJson() {
        return type.equals("application/json") || type.endsWith("+json");
    }
}
