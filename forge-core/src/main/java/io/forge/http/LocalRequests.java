package io.forge.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Refuses what a page in a browser sends: a request with an {@code Origin}, and one for a host that is not this machine's own
 * though it came to an address that only this machine has.
 *
 * <p>The latter is how a page reaches such an address past the browser's rules (DNS rebinding): its own name is made to
 * lead there, and stands in {@code Host}. A request without one comes from no browser.
 */
final class LocalRequests implements RequestCheck {

    private static final Pattern LOCAL = Pattern.compile(
            "(localhost|127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}|\\[::1])(:[0-9]{0,5})?",
            Pattern.CASE_INSENSITIVE);

    private final BooleanSupplier onLoopback;

    /**
     * A check of one listener.
     *
     * @param onLoopback whether nobody but this machine reaches it
     */
    LocalRequests(BooleanSupplier onLoopback) {
        this.onLoopback = onLoopback;
    }

    @Override
    public Optional<Refusal> check(HttpServerExchange exchange) {
        var headers = exchange.getRequestHeaders();
        if (headers.contains(Headers.ORIGIN)) {
            return refuse("The management port answers no pages in browsers: send the request without Origin");
        }
        var hosts = headers.get(Headers.HOST);
        if (hosts != null && onLoopback.getAsBoolean() && !isLocal(hosts)) {
            return refuse(
                    "The management port listens on this machine only, and Host names another one:"
                            + " send the request to localhost or 127.0.0.1, or set management.host to an address of the network");
        }
        return Optional.empty();
    }

    private static boolean isLocal(HeaderValues hosts) {
        return hosts.stream().allMatch(host -> LOCAL.matcher(host).matches());
    }

    private static Optional<Refusal> refuse(String detail) {
        return Optional.of(Refusal.close(ProblemType.FORBIDDEN, detail));
    }
}
