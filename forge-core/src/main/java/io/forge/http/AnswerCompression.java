package io.forge.http;

import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Decides which answers are compressed, and compresses them. */
final class AnswerCompression {

    /** What is shorter leaves in one packet in any case. */
    static final int SHORTEST = 1 << 10;

    private static final Map<String, String> VARY = Map.of(Headers.VARY_STRING, Headers.ACCEPT_ENCODING_STRING);

    private final AcceptedCoding accepted;

    private AnswerCompression(AcceptedCoding accepted) {
        this.accepted = accepted;
    }

    /** How an answer is compressed, if it is worth it and the client prefers it. */
    static Optional<AnswerCompression> of(Reply reply, HeaderMap request) {
        var acceptEncoding = request.get(Headers.ACCEPT_ENCODING);
        if (acceptEncoding == null || !isPossible(reply)) {
            return Optional.empty();
        }
        long length = reply.payload().remaining();
        return AcceptedCoding.preferred(acceptEncoding)
                .filter(accepted -> length >= SHORTEST || accepted.only())
                .map(AnswerCompression::new);
    }

    /** There is a client that would get this answer compressed. */
    private static boolean isPossible(Reply reply) {
        return reply.status() == 200 && reply.payload().remaining() > 0;
    }

    /**
     * The answer with the header that tells caches that other clients get it in another form (RFC 9110, section 12.5.5),
     * whether it is compressed this time or not; as it is where no client gets it compressed.
     */
    static Reply varying(Reply reply) {
        if (!isPossible(reply)) {
            return reply;
        }
        if (reply.headers().isEmpty()) {
            return reply.with(VARY);
        }
        var headers = new LinkedHashMap<>(reply.headers());
        headers.merge(Headers.VARY_STRING, Headers.ACCEPT_ENCODING_STRING, "%s, %s"::formatted);
        return reply.with(headers);
    }

    /**
     * The compressed answer; the same answer where that would be no shorter, or memory is short.
     *
     * <p>Takes a while: not on an IO thread.
     */
    Reply apply(Reply reply) {
        try (var deflation =
                new BodyDeflation(accepted.coding(), reply.payload().remaining())) {
            return deflation
                    .deflate(reply.payload(), accepted.only())
                    .map(payload -> new Reply(reply.status(), payload, headers(reply)))
                    .orElse(reply);
        } catch (OutOfMemoryError e) {
            // A Deflater takes its own from outside the heap; the answer itself is there.
            return reply;
        }
    }

    private Map<String, String> headers(Reply reply) {
        var headers = new LinkedHashMap<>(reply.headers());
        headers.put(Headers.CONTENT_ENCODING_STRING, accepted.coding().token());
        return headers;
    }
}
