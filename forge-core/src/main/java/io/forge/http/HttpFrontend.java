package io.forge.http;

import io.forge.api.ForgeException;
import io.forge.runtime.Admission.Verdict;
import io.forge.runtime.Refusals;
import io.forge.runtime.Servable;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way in: guard, route, admission, and only then the body; on the IO thread.
 *
 * <p>Nothing a request says is believed before it has been checked here, and no byte of a body is read for a request that
 * will be refused.
 */
final class HttpFrontend implements HttpHandler {

    /** How many requests may wait for what they call to be loaded; each holds its connection, and no more. */
    private static final int MOST_WAITING = 10_000;

    private final RequestCheck check;
    private final HttpParts parts;
    private final Unrouted unrouted;
    private volatile Router router;

    HttpFrontend(Router router, HttpParts parts) {
        this(router, parts, new Guard(parts.config()));
    }

    /**
     * A way in with a check of its own.
     *
     * @param check says which requests are refused before they are routed
     */
    HttpFrontend(Router router, HttpParts parts, RequestCheck check) {
        this.check = check;
        this.parts = parts;
        this.unrouted = new Unrouted(parts.responder(), parts.admission());
        this.router = router;
    }

    /** Routes by another router from the next request on. */
    void reroute(Router changed) {
        router = changed;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        assert exchange.isInIoThread();
        if (parts.lifecycle().isDraining()) {
            parts.connections().used();
        }
        String id = RequestIds.of(exchange);
        Persistence.decide(exchange);
        var refusal = check.check(exchange);
        if (refusal.isPresent()) {
            refuseUnhandled(exchange, id, refusal.get(), router.failuresAt(RawPath.of(exchange)));
            return;
        }
        route(exchange, id, RawPath.of(exchange), 0);
    }

    /**
     * Routes a request, or routes it again.
     *
     * @param waited for how many nanoseconds it has waited for what it calls to be loaded
     */
    private void route(HttpServerExchange exchange, String id, String path, long waited) {
        var current = router;
        var route = current.find(path);
        if (route == null) {
            unrouted.answerUnknown(exchange, id, path, current);
        } else if (!route.allows(exchange.getRequestMethod().toString())) {
            unrouted.answerOtherMethod(exchange, id, route.allow(), current.failuresAt(path));
        } else if (route instanceof CallRoute<?, ?> call) {
            admit(exchange, id, path, call, waited);
        } else if (route instanceof AbsentRoute absent) {
            load(exchange, id, path, absent, waited);
        } else if (route instanceof AnswerRoute answer) {
            answer(exchange, id, answer, current.failuresAt(path));
        }
    }

    private <I, O> void admit(HttpServerExchange exchange, String id, String path, CallRoute<I, O> route, long waited) {
        var misfit = checkType(exchange, route);
        if (misfit.isPresent()) {
            refuse(exchange, id, misfit.get(), route.wire().failures());
            return;
        }
        long timeout;
        try {
            timeout = leftOf(RequestTimeout.of(exchange), route.servable(), waited);
        } catch (ForgeException e) {
            refuse(
                    exchange,
                    id,
                    Refusal.of(refuse(route.servable(), e)),
                    route.wire().failures());
            return;
        }
        long length = Math.max(0, exchange.getRequestContentLength());
        var verdict = parts.admission().admit(route.servable(), length, bodyLimit(route));
        switch (verdict) {
            case ADMITTED -> new HttpCall<>(exchange, route, parts, id, length).begin(timeout);
            // Since its route was found: the router knows by now.
            case RETIRED -> route(exchange, id, path, waited);
            case GOING_DOWN, TOO_LARGE, NO_PERMIT, NO_ROOM ->
                refuse(exchange, id, refusal(route, verdict), route.wire().failures());
        }
    }

    /** A deadline counts from the request on, and so does the time for which it has waited. */
    private static long leftOf(long timeout, Servable<?, ?> servable, long waited) {
        return waited == 0
                ? timeout
                : Math.max(1, Math.min(timeout, servable.limits().timeout().toNanos()) - waited);
    }

    /** Says why it is not in service, or has it loaded, and the request wait for that. */
    private void load(HttpServerExchange exchange, String id, String path, AbsentRoute route, long waited) {
        var failures = router.failuresAt(path);
        var loadable = route.loadable();
        if (parts.lifecycle().isDraining()) {
            refuseUnhandled(exchange, id, Refusal.close(Refusals.goingDown()), failures);
        } else if (!route.loadsOnCall()) {
            refuseUnhandled(exchange, id, Refusal.keep(loadable.notInService()), failures);
        } else if (parts.waiting().get() >= MOST_WAITING) {
            refuseUnhandled(exchange, id, Refusal.of(Refusals.tooManyWait(loadable, MOST_WAITING)), failures);
        } else {
            awaitLoad(exchange, id, path, route, waited);
        }
    }

    private void awaitLoad(HttpServerExchange exchange, String id, String path, AbsentRoute route, long waited) {
        long limit;
        try {
            limit = Math.min(
                    RequestTimeout.of(exchange), route.loadable().patience().toNanos());
        } catch (ForgeException e) {
            refuseUnhandled(exchange, id, Refusal.of(e), router.failuresAt(path));
            return;
        }
        long start = System.nanoTime();
        var outcome = new LoadWait.Outcome() {

            @Override
            public void ended(@Nullable Throwable failure) {
                boolean stillAbsent = router.find(path) instanceof AbsentRoute now
                        && now.loadable().equals(route.loadable());
                if (failure instanceof ForgeException reason && stillAbsent) {
                    refuseUnhandled(exchange, id, Refusal.keep(reason), router.failuresAt(path));
                } else {
                    route(exchange, id, path, waited + Math.max(1, System.nanoTime() - start));
                }
            }

            @Override
            public void expired() {
                var reason = Refusals.stillLoading(route.loadable(), Duration.ofNanos(limit));
                refuseUnhandled(exchange, id, Refusal.of(reason), router.failuresAt(path));
            }
        };
        new LoadWait(exchange, parts.waiting(), outcome).begin(route.loadable(), Duration.ofNanos(limit - waited));
    }

    private long bodyLimit(CallRoute<?, ?> route) {
        return parts.admission().bodyLimit(route.wire().maxBody());
    }

    private Optional<Refusal> checkType(HttpServerExchange exchange, CallRoute<?, ?> route) {
        var contentType = exchange.getRequestHeaders().get(Headers.CONTENT_TYPE);
        var wire = route.wire();
        // A client that says nothing is taken to send the right one.
        if (contentType != null && !(contentType.size() == 1 && wire.reads(contentType.getFirst()))) {
            return Optional.of(Refusal.keep(
                    refuse(route.servable(), Refusals.notRead(String.join(", ", contentType), wire.accepts())),
                    "Accept",
                    wire.accepts()));
        }
        var coding = exchange.getRequestHeaders().get(Headers.CONTENT_ENCODING);
        if (coding != null
                && !ListHeader.hasOnly(coding, ContentCoding.NONE)
                && ContentCoding.named(coding).isEmpty()) {
            return Optional.of(Refusal.keep(
                    refuse(route.servable(), Refusals.codingNotRead(String.join(", ", coding), ContentCoding.ACCEPTED)),
                    "Accept-Encoding",
                    ContentCoding.ACCEPTED));
        }
        return Optional.empty();
    }

    /** What these routes read is short, and read on the IO thread: nothing is inflated there. */
    private void answer(HttpServerExchange exchange, String id, AnswerRoute route, FailureForm failures) {
        var coding = exchange.getRequestHeaders().get(Headers.CONTENT_ENCODING);
        if (route.takesBody() && coding != null && !ListHeader.hasOnly(coding, ContentCoding.NONE)) {
            var failure = Refusals.codingNotRead(String.join(", ", coding));
            refuse(exchange, id, Refusal.keep(failure, "Accept-Encoding", ContentCoding.NONE), failures);
            return;
        }
        new AnswerCall(exchange, route, parts, id, failures).begin();
    }

    private ForgeException refuse(Servable<?, ?> servable, ForgeException reason) {
        return parts.admission().refuse(servable, reason);
    }

    private Refusal refusal(CallRoute<?, ?> route, Verdict verdict) {
        var failure = parts.admission()
                .refusal(route.servable(), verdict, route.wire().maxBody());
        return switch (verdict) {
            case GOING_DOWN ->
                Refusal.close(
                        ProblemType.UNAVAILABLE,
                        "%s: send the request to another server".formatted(failure.getMessage()));
            case TOO_LARGE -> Refusal.close(failure);
            case ADMITTED, RETIRED, NO_PERMIT, NO_ROOM -> Refusal.of(failure);
        };
    }

    /** What is not refused for a handler, and is counted by its status alone. */
    private void refuseUnhandled(HttpServerExchange exchange, String id, Refusal refusal, FailureForm failures) {
        parts.admission().unhandled(refusal.type().status());
        refuse(exchange, id, refusal, failures);
    }

    private void refuse(HttpServerExchange exchange, String id, Refusal refusal, FailureForm failures) {
        parts.responder().refuse(exchange, id, refusal, failures, () -> {});
    }
}
