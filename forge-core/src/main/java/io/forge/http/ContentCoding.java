package io.forge.http;

import io.undertow.util.HeaderValues;
import java.util.List;
import java.util.Optional;

/** The content codings that are read and written (RFC 9110, section 8.4.1). */
enum ContentCoding {
    /** RFC 1952. */
    GZIP("gzip", List.of("gzip", "x-gzip")),
    /** The zlib format of RFC 1950, which is not the bare deflate of RFC 1951. */
    DEFLATE("deflate", List.of("deflate"));

    /** As an {@code Accept-Encoding} header would say it. */
    static final String ACCEPTED = "gzip, deflate";

    private final String token;
    private final List<String> names;

    ContentCoding(String token, List<String> names) {
        this.token = token;
        this.names = names;
    }

    /** The coding that {@code Content-Encoding} names, alone; none where it names another one, or several. */
    static Optional<ContentCoding> named(HeaderValues contentEncoding) {
        if (ListHeader.size(contentEncoding) != 1) {
            return Optional.empty();
        }
        for (var coding : values()) {
            for (String name : coding.names) {
                if (ListHeader.has(contentEncoding, name)) {
                    return Optional.of(coding);
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a header means this coding by a word. */
    boolean isCalled(String word) {
        return names.stream().anyMatch(word::equalsIgnoreCase);
    }

    /** What {@code Content-Encoding} says. */
    String token() {
        return token;
    }
}
