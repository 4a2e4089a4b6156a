package io.forge.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/**
 * Decides whether a connection outlives a request by what the client says (RFC 9112, section 9.3); on the IO thread.
 *
 * <p>Undertow has decided already, but takes the first line of the Connection header for all of it and for no list.
 */
final class Persistence {

    private static final String CLOSE = Headers.CLOSE.toString();
    private static final String KEEP_ALIVE = Headers.KEEP_ALIVE.toString();

    private Persistence() {}

    /** Has the connection close behind the answer if the client asks for it, and stay if an HTTP/1.0 client does. */
    static void decide(HttpServerExchange exchange) {
        var options = exchange.getRequestHeaders().get(Headers.CONNECTION);
        if (options == null) {
            return;
        }
        if (ListHeader.has(options, CLOSE)) {
            exchange.setPersistent(false);
        } else if (exchange.isHttp10() && ListHeader.has(options, KEEP_ALIVE)) {
            exchange.setPersistent(true);
        }
    }
}
