package io.forge.http;

import io.forge.runtime.Payload;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer that is written.
 *
 * @param status the HTTP status
 * @param payload the body and its media type, which may be empty
 * @param headers what the answer has in addition
 */
public record Reply(int status, Payload payload, Map<String, String> headers) {

    /** An answer with a body. */
    public static Reply ok(Payload payload) {
        return new Reply(200, payload, Map.of());
    }

    /** An answer without one. */
    public static Reply noContent() {
        return new Reply(204, Payload.EMPTY, Map.of());
    }

    /** The same with one header more. */
    Reply adding(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return with(more);
    }

    /** The same with other headers in addition. */
    public Reply with(Map<String, String> others) {
        return new Reply(status, payload, others);
    }
}
