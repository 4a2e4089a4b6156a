package io.forge.http;

import io.undertow.util.HeaderValues;
import java.util.Optional;

/** The content codings that are read and written (RFC 9110, section 8.4.1). */
enum ContentCoding {
    /** RFC 1952. */
    GZIP("gzip", "x-gzip"),
    /** The zlib format of RFC 1950, which is not the bare deflate of RFC 1951. */
    DEFLATE("deflate", "deflate");

    /** As an {@code Accept-Encoding} header would say it. */
    static final String ACCEPTED = "gzip, deflate";

    /** What {@code Content-Encoding} and {@code Accept-Encoding} call a body that is not coded. */
    static final String NONE = "identity";

    private final String token;
    private final String alias;

    ContentCoding(String token, String alias) {
        this.token = token;
        this.alias = alias;
    }

    /** The coding that {@code Content-Encoding} names, alone; none where it names another one, or several. */
    static Optional<ContentCoding> named(HeaderValues contentEncoding) {
        if (ListHeader.size(contentEncoding) != 1) {
            return Optional.empty();
        }
        for (var coding : values()) {
            if (ListHeader.has(contentEncoding, coding.token) || ListHeader.has(contentEncoding, coding.alias)) {
                return Optional.of(coding);
            }
        }
        return Optional.empty();
    }

    /** Whether a header means this coding by a word. */
    boolean isCalled(String word) {
        return word.equalsIgnoreCase(token) || word.equalsIgnoreCase(alias);
    }

    /** What {@code Content-Encoding} says. */
    String token() {
        return token;
    }
}
