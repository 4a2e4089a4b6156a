package io.forge.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One complete answer, as it stood on the wire. */
public final class RawResponse {

    private final String statusLine;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    RawResponse(String statusLine, Map<String, List<String>> headers, byte[] body) {
        this.statusLine = statusLine;
        this.headers = headers;
        this.body = body;
    }

    /** The status. */
    public int status() {
        return Integer.parseInt(statusLine.substring(9, 12));
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** All values of a header. */
    public List<String> headers(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** The body, without any chunks. */
    public byte[] body() {
        return body.clone();
    }

    /** The body as text. */
    public String text() {
        return new String(body, UTF_8);
    }

    @Override
    public String toString() {
        return "%s %s %s".formatted(statusLine, headers, text());
    }
}
