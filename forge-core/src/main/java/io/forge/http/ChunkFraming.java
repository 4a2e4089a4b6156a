package io.forge.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;

/**
 * Weighs what frames the data of a chunked body (sizes, extensions, trailers) against the data; on the IO thread.
 *
 * <p>Undertow reads framing without a bound, and none of it is data that a limit on bodies could count.
 */
final class ChunkFraming {

    /** What a body may have whatever its length. */
    private static final long ALLOWANCE = 16 << 10;

    /** What each byte of data may have: a chunk of one byte is framed by five. */
    private static final int PER_BYTE = 8;

    private final HttpServerConnection connection;
    private final long start;

    /** Weighs from here on. */
    ChunkFraming(HttpServerExchange exchange) {
        this.connection = (HttpServerConnection) exchange.getConnection();
        this.start = consumed();
    }

    /** Whether there is more framing than this much data can need. */
    boolean outweighs(long data) {
        return consumed() - start - data > ALLOWANCE + PER_BYTE * data;
    }

    private long consumed() {
        var waiting = connection.getExtraBytes();
        return ((CountingSource) connection.getOriginalSourceConduit()).count()
                - (waiting == null ? 0 : waiting.getBuffer().remaining());
    }
}
