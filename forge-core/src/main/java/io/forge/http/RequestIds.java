package io.forge.http;

import io.forge.runtime.CallIds;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;

/** The id that a client gives its request in {@code X-Request-Id}. */
final class RequestIds {

    static final HttpString HEADER = HttpString.tryFromString("X-Request-Id");

    private RequestIds() {}

    /** The id of the call that this request makes: the client's own if it is sane, else a new one. */
    static String of(HttpServerExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst(HEADER);
        return given != null && CallIds.isSane(given) ? given : CallIds.next();
    }
}
