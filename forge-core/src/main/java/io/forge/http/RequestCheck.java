package io.forge.http;

import io.undertow.server.HttpServerExchange;
import java.util.Optional;

/** Says, before anything else is done, which requests are refused; on the IO thread. */
@FunctionalInterface
interface RequestCheck {

    /** Why this request is refused, if it is. */
    Optional<Refusal> check(HttpServerExchange exchange);

    /** This one, and then another one for what it lets through. */
    default RequestCheck and(RequestCheck other) {
        return exchange -> check(exchange).or(() -> other.check(exchange));
    }
}
