package io.forge.http.plain;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.forge.http.Problem;
import io.forge.http.RequestHead;
import io.forge.http.StreamForm;
import io.forge.runtime.Codec;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Server-sent events (WHATWG HTML, section 9.2): one for each item, and {@code error} with a problem for a failure. */
record ServerSentEvents<O>(Codec<O> codec, Codec<Map<String, Object>> problems) implements StreamForm<O> {

    private static final String MEDIA_TYPE = "text/event-stream";
    private static final byte[] DATA = "data: ".getBytes(US_ASCII);
    private static final byte[] ERROR_DATA = "event: error\ndata: ".getBytes(US_ASCII);

    /** For a client that accepts them by name. */
    static boolean areAccepted(RequestHead head) {
        for (String value : head.headers("Accept")) {
            for (String range : value.split(",", -1)) {
                var parts = range.toLowerCase(Locale.ROOT)
                        .replace(" ", "")
                        .replace("\t", "")
                        .split(";", -1);
                if (parts[0].equals(MEDIA_TYPE) && !isRefused(parts)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isRefused(String[] parts) {
        for (String parameter : parts) {
            if (parameter.matches("q=0(\\.0{0,3})?")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String mediaType() {
        return MEDIA_TYPE;
    }

    @Override
    public ByteBuffer item(O item) {
        return event(DATA, codec.encodeItem(item));
    }

    @Override
    public Optional<ByteBuffer> failure(Problem problem) {
        return Optional.of(event(ERROR_DATA, problems.encodeItem(problem.document())));
    }

    private static ByteBuffer event(byte[] before, ByteBuffer data) {
        return ByteBuffer.allocate(before.length + data.remaining() + 2)
                .put(before)
                .put(data)
                .put((byte) '\n')
                .put((byte) '\n')
                .flip();
    }
}
