package io.forge.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.util.Locale;

/** How the items of a stream are told apart on the wire. */
@SuppressWarnings("ImmutableEnumChecker") // The arrays are written nowhere.
enum StreamFormat {
    /** A line of JSON for each item. */
    LINES("application/x-ndjson", "", "\n"),
    /** Server-sent events (WHATWG HTML, section 9.2). */
    EVENTS("text/event-stream", "data: ", "\n\n");

    private static final byte[] ERROR_EVENT = "event: error\n".getBytes(US_ASCII);

    private final String mediaType;
    private final byte[] before;
    private final byte[] after;

    StreamFormat(String mediaType, String before, String after) {
        this.mediaType = mediaType;
        this.before = before.getBytes(US_ASCII);
        this.after = after.getBytes(US_ASCII);
    }

    /** Events for a client that accepts them by name, lines for everyone else. */
    static StreamFormat acceptedBy(HttpServerExchange exchange) {
        var accept = exchange.getRequestHeaders().get(Headers.ACCEPT);
        if (accept != null) {
            for (String value : accept) {
                for (String range : value.split(",", -1)) {
                    var parts = range.toLowerCase(Locale.ROOT)
                            .replace(" ", "")
                            .replace("\t", "")
                            .split(";", -1);
                    if (parts[0].equals(EVENTS.mediaType) && !isRefused(parts)) {
                        return EVENTS;
                    }
                }
            }
        }
        return LINES;
    }

    private static boolean isRefused(String[] parts) {
        for (String parameter : parts) {
            if (parameter.matches("q=0(\\.0{0,3})?")) {
                return true;
            }
        }
        return false;
    }

    String mediaType() {
        return mediaType;
    }

    /** One item, with what stands before and after it. */
    ByteBuffer frame(ByteBuffer item) {
        return ByteBuffer.allocate(before.length + item.remaining() + after.length)
                .put(before)
                .put(item)
                .put(after)
                .flip();
    }

    /** The last thing of a stream that failed. */
    static ByteBuffer errorEvent(ByteBuffer problem) {
        var event = EVENTS.frame(problem);
        return ByteBuffer.allocate(ERROR_EVENT.length + event.remaining())
                .put(ERROR_EVENT)
                .put(event)
                .flip();
    }
}
