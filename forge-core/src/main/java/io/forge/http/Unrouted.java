package io.forge.http;

import io.forge.runtime.Admission;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import java.util.Map;

/** Answers what no route takes: an unknown path, another method of a known one, and what is asked of the server itself. */
final class Unrouted {

    private static final String SERVER_METHODS = "GET, HEAD, POST, OPTIONS";

    private final Responder responder;
    private final Admission admission;

    Unrouted(Responder responder, Admission admission) {
        this.responder = responder;
        this.admission = admission;
    }

    /** For a path that the router does not know. */
    void answerUnknown(HttpServerExchange exchange, String id, String path, Router router) {
        String method = exchange.getRequestMethod().toString();
        var failures = router.failuresAt(path);
        if (method.equals(Methods.OPTIONS_STRING) && path.equals("*")) {
            answerOptions(exchange, id, SERVER_METHODS);
        } else if (method.equals(Methods.CONNECT_STRING)) {
            answerOtherMethod(exchange, id, SERVER_METHODS, failures);
        } else if (RawPath.isWellFormed(path)) {
            String hint = router.contentsAt(path)
                    .or(() -> router.nearest(path).map("did you mean %s?"::formatted))
                    .map(": "::concat)
                    .orElse("");
            refuse(
                    exchange,
                    id,
                    Refusal.keep(ProblemType.NOT_FOUND, "Nothing is served at this path" + hint),
                    failures);
        } else {
            refuse(
                    exchange,
                    id,
                    Refusal.keep(
                            ProblemType.BAD_REQUEST,
                            "The path has a percent escape that stands for no printable UTF-8"),
                    failures);
        }
    }

    /**
     * For a method that a path does not have.
     *
     * @param allow those that it has
     */
    void answerOtherMethod(HttpServerExchange exchange, String id, String allow, FailureForm failures) {
        if (exchange.getRequestMethod().toString().equals(Methods.OPTIONS_STRING)) {
            answerOptions(exchange, id, allow);
        } else {
            refuse(
                    exchange,
                    id,
                    Refusal.keep(
                            ProblemType.METHOD_NOT_ALLOWED, "This path supports %s".formatted(allow), "Allow", allow),
                    failures);
        }
    }

    private void answerOptions(HttpServerExchange exchange, String id, String allow) {
        admission.unhandled(204);
        responder.send(exchange, id, Reply.noContent().with(Map.of("Allow", allow)), () -> {});
    }

    private void refuse(HttpServerExchange exchange, String id, Refusal refusal, FailureForm failures) {
        admission.unhandled(refusal.type().status());
        responder.refuse(exchange, id, refusal, failures, () -> {});
    }
}
