package io.forge.http;

import io.forge.runtime.Payload;
import io.forge.runtime.Servable;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.util.Optional;

/**
 * The way in: guard, route, admission, and only then the body; on the IO thread.
 *
 * <p>Nothing a request says is believed before it has been checked here, and no byte of a body is read for a request that
 * will be refused.
 */
final class HttpFrontend implements HttpHandler {

    private static final String SERVER_METHODS = "GET, HEAD, POST, OPTIONS";

    private final Guard guard;
    private final HttpParts parts;
    private volatile Router router;

    HttpFrontend(Router router, HttpParts parts) {
        this.guard = new Guard(parts.config());
        this.router = router;
        this.parts = parts;
    }

    /** Routes by another router from the next request on. */
    void reroute(Router changed) {
        router = changed;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        assert exchange.isInIoThread();
        String id = RequestIds.of(exchange);
        Persistence.decide(exchange);
        var refusal = guard.check(exchange);
        if (refusal.isPresent()) {
            refuse(exchange, id, refusal.get());
            return;
        }
        route(exchange, id, RawPath.of(exchange));
    }

    private void route(HttpServerExchange exchange, String id, String path) {
        var route = router.find(path);
        if (route == null) {
            answerUnknown(exchange, id, path);
        } else if (route.allows(exchange.getRequestMethod().toString())) {
            admit(exchange, id, path, route);
        } else {
            answerOtherMethod(exchange, id, route.allow());
        }
    }

    private <I, O> void admit(HttpServerExchange exchange, String id, String path, Route<I, O> route) {
        var servable = route.servable();
        long length = Math.max(0, exchange.getRequestContentLength());
        var refusal = checkType(exchange, route).or(() -> takePlace(servable, length));
        if (refusal.isEmpty()) {
            new HttpCall<>(exchange, servable, parts, id, length).begin();
        } else if (servable.lane().isRetired()) {
            // Replaced or removed since its route was found: the router knows by now.
            route(exchange, id, path);
        } else {
            refuse(exchange, id, refusal.get());
        }
    }

    private static Optional<Refusal> checkType(HttpServerExchange exchange, Route<?, ?> route) {
        var contentType = exchange.getRequestHeaders().get(Headers.CONTENT_TYPE);
        if (contentType != null && !(contentType.size() == 1 && route.reads(contentType.getFirst()))) {
            var servable = route.servable();
            return Optional.of(Refusal.keep(
                    servable.notRead(String.join(", ", contentType)),
                    "Accept",
                    servable.input().accepts()));
        }
        var coding = exchange.getRequestHeaders().get(Headers.CONTENT_ENCODING);
        if (coding != null && !ListHeader.hasOnly(coding, "identity")) {
            return Optional.of(Refusal.keep(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Content-Encoding '%s' is not read here: send the body as it is".formatted(shown(coding)),
                    "Accept-Encoding",
                    "identity"));
        }
        return Optional.empty();
    }

    private static String shown(HeaderValues values) {
        String header = String.join(", ", values);
        return header.length() <= 100 ? header : header.substring(0, 100) + "...";
    }

    /** Takes a place in the handler's lane and room for a body of this length, or nothing. */
    private Optional<Refusal> takePlace(Servable<?, ?> servable, long length) {
        if (parts.draining().get()) {
            return Optional.of(Refusal.close(
                    ProblemType.UNAVAILABLE, "The server is going down: send the request to another one"));
        }
        if (length > servable.limits().maxBody()) {
            return Optional.of(BodyReader.tooLarge(servable.limits().maxBody()));
        }
        if (!servable.lane().tryEnter()) {
            return Optional.of(Refusal.of(servable.noPlace()));
        }
        if (!parts.bodyMemory().tryReserve(length)) {
            servable.lane().leave();
            return Optional.of(Refusal.of(BodyReader.noRoom()));
        }
        return Optional.empty();
    }

    private void answerUnknown(HttpServerExchange exchange, String id, String path) {
        String method = exchange.getRequestMethod().toString();
        if (method.equals(Methods.OPTIONS_STRING) && path.equals("*")) {
            answerOptions(exchange, id, SERVER_METHODS);
            return;
        }
        if (method.equals(Methods.CONNECT_STRING)) {
            answerOtherMethod(exchange, id, SERVER_METHODS);
            return;
        }
        if (!RawPath.isWellFormed(path)) {
            refuse(
                    exchange,
                    id,
                    Refusal.keep(
                            ProblemType.BAD_REQUEST,
                            "The path has a percent escape that stands for no printable UTF-8"));
            return;
        }
        String hint = router.nearest(path)
                .map(nearest -> ": did you mean %s?".formatted(nearest))
                .orElse("");
        refuse(exchange, id, Refusal.keep(ProblemType.NOT_FOUND, "There is nothing at this path" + hint));
    }

    private void answerOtherMethod(HttpServerExchange exchange, String id, String allow) {
        if (exchange.getRequestMethod().toString().equals(Methods.OPTIONS_STRING)) {
            answerOptions(exchange, id, allow);
            return;
        }
        refuse(
                exchange,
                id,
                Refusal.keep(ProblemType.METHOD_NOT_ALLOWED, "This path takes %s".formatted(allow), "Allow", allow));
    }

    private void answerOptions(HttpServerExchange exchange, String id, String allow) {
        exchange.getResponseHeaders().put(Headers.ALLOW, allow);
        parts.responder().send(exchange, 204, Payload.EMPTY, id, () -> {});
    }

    private void refuse(HttpServerExchange exchange, String id, Refusal refusal) {
        parts.responder().refuse(exchange, id, refusal, () -> {});
    }
}
