package io.forge.http;

/**
 * Why one kind of problem comes about, and what helps.
 *
 * @param cause what has led to it, in sentences with names of keys and headers in backquotes
 * @param cure what to do about it, in the same form
 */
public record Explanation(String cause, String cure) {

    /** The explanation of a kind of problem, in the form of {@code docs/errors.md}. */
    public static Explanation of(ProblemType type) {
        return switch (type) {
            case BAD_REQUEST ->
                new Explanation(
                        "The request violates HTTP: its length, target, `Host` or encoding cannot be trusted, or its "
                                + "body is incomplete.",
                        "Fix the client; behind a proxy, check what the proxy sends.");
            case INVALID_INPUT ->
                new Explanation(
                        "The body cannot be decoded as the handler's input, or the handler rejects it; or "
                                + "`X-Request-Timeout` is not one positive duration.",
                        "Send what `detail` asks for.");
            case UNAUTHENTICATED ->
                new Explanation(
                        "The request carries no credentials, or none that are accepted.", "Send a valid key or token.");
            case FORBIDDEN ->
                new Explanation(
                        "The credentials do not permit this, or models are to be loaded or unloaded from another machine.",
                        "Use credentials that do, or the server's own machine.");
            case NOT_FOUND ->
                new Explanation(
                        "Nothing is served at this path, or the handler does not know what was asked for. A "
                                + "trailing slash makes a different path.",
                        "Check the path against those that the server lists at startup.");
            case METHOD_NOT_ALLOWED ->
                new Explanation(
                        "The path exists but does not support this method. Methods are case-sensitive.",
                        "Use a method from the `Allow` header.");
            case REQUEST_TIMEOUT ->
                new Explanation(
                        "The body did not arrive within `http.body-timeout`.",
                        "Send faster, or raise the limit for slow networks.");
            case CONFLICT ->
                new Explanation(
                        "The request conflicts with the current state of its target.", "Check the state and retry.");
            case TOO_LARGE ->
                new Explanation(
                        "The body, or what a compressed body decompresses to, exceeds `http.max-body`, "
                                + "`inference.max-body` or the handler's own `max-body`; it decompresses to more than "
                                + "100 times its size; or it is split into so many chunks, extensions and trailers "
                                + "that they outweigh its data.",
                        "Send less at once, or raise the limit.");
            case URI_TOO_LONG ->
                new Explanation("The request target is longer than `http.max-uri`.", "Move the data into the body.");
            case UNSUPPORTED_MEDIA_TYPE ->
                new Explanation(
                        "The body's `Content-Type`, charset or `Content-Encoding` is not supported.",
                        "Use what the `Accept` or `Accept-Encoding` header of the answer names.");
            case EXPECTATION_FAILED ->
                new Explanation("The `Expect` header has a value other than `100-continue`.", "Omit the header.");
            case OVERLOADED ->
                new Explanation(
                        "The handler is at its limit of calls in flight, its queue is full or so long that the deadline "
                                + "would be missed, or the memory for bodies is used up (`http.max-body-memory`).",
                        "Retry after `Retry-After` seconds, or exactly `retryAfterMillis` later; if it persists, raise "
                                + "the limits in `dispatch` or `handlers.NAME.batch`, or add a server.");
            case HEADERS_TOO_LARGE ->
                new Explanation(
                        "There are more headers than `http.max-headers`, or they are longer than `http.max-header`.",
                        "Send fewer or shorter headers; cookies are the usual cause.");
            case CANCELLED ->
                new Explanation(
                        "The client disconnected before the answer was ready; seen in logs, not by clients.",
                        "Nothing needs to be done; if it happens often, compare the client's timeout with how long "
                                + "calls take.");
            case INTERNAL ->
                new Explanation("The handler failed unexpectedly.", "Look up the `callId` in the server's log.");
            case UNIMPLEMENTED ->
                new Explanation(
                        "The handler or the server does not support what was asked, such as a `Transfer-Encoding` "
                                + "other than `chunked`.",
                        "Ask for something else.");
            case UNAVAILABLE ->
                new Explanation(
                        "The server is shutting down, the version that was called is not loaded, or something that the "
                                + "handler needs is unavailable.",
                        "Send the request to another server, or retry later; have the version loaded, if `detail` says "
                                + "that it is not.");
            case DEADLINE_EXCEEDED ->
                new Explanation(
                        "The call exceeded its deadline: the client's own (`X-Request-Timeout`, or the `timeout` parameter "
                                + "under `/v2`) or the server's, whichever is earlier.",
                        "Ask for less at once, allow more time in the request, or raise `calls.timeout` or the handler's own "
                                + "`timeout`.");
        };
    }
}
