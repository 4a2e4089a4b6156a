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
                        "The request breaks a rule of HTTP: its length, target, `Host` or encoding cannot be "
                                + "trusted, or its body ended early.",
                        "Correct the client; behind a proxy, look at what the proxy sends.");
            case INVALID_INPUT ->
                new Explanation(
                        "The body cannot be read as the handler's input, or the handler refuses it.",
                        "Send what `detail` asks for.");
            case UNAUTHENTICATED ->
                new Explanation(
                        "The request does not say who makes it, or not in a way that is accepted.",
                        "Send a valid key or token.");
            case FORBIDDEN ->
                new Explanation("Whoever makes the request may not do this.", "Use an identity that may.");
            case NOT_FOUND ->
                new Explanation(
                        "Nothing is served at this path, or the handler knows nothing of what was asked for. A "
                                + "trailing slash makes another path.",
                        "Check the path against those that the server lists when it starts.");
            case METHOD_NOT_ALLOWED ->
                new Explanation(
                        "The path exists but does not take this method. Methods are written in capitals.",
                        "Use a method of the header `Allow`.");
            case REQUEST_TIMEOUT ->
                new Explanation(
                        "The body did not arrive within `http.body-timeout`.",
                        "Send faster, or raise the limit for slow networks.");
            case CONFLICT ->
                new Explanation(
                        "The request does not fit the present state of what it is about.",
                        "Look at the state and try again.");
            case TOO_LARGE ->
                new Explanation(
                        "The body is longer than `http.max-body` or the handler's own `max-body`, or is chunked "
                                + "so finely or with so many extensions and trailers that they outweigh its data.",
                        "Send less at once, or raise the limit.");
            case URI_TOO_LONG ->
                new Explanation("The request target is longer than `http.max-uri`.", "Put the data into the body.");
            case UNSUPPORTED_MEDIA_TYPE ->
                new Explanation(
                        "The body's `Content-Type`, charset or `Content-Encoding` is not read here.",
                        "Send what the headers `Accept` or `Accept-Encoding` of the answer name.");
            case EXPECTATION_FAILED ->
                new Explanation("The header `Expect` has a value other than `100-continue`.", "Leave the header out.");
            case OVERLOADED ->
                new Explanation(
                        "As many calls as the handler takes are under way, or there is no room for more bodies "
                                + "(`http.max-body-memory`).",
                        "Try again after `Retry-After` seconds; if it lasts, raise the bounds in `dispatch` or "
                                + "add a server.");
            case HEADERS_TOO_LARGE ->
                new Explanation(
                        "The headers are more than `http.max-headers` or longer than `http.max-header`.",
                        "Send fewer or shorter headers; cookies are the usual reason.");
            case CANCELLED ->
                new Explanation(
                        "The client went away before there was an answer; seen in logs, not by clients.",
                        "None is needed; if it happens often, compare the client's timeout with how long calls "
                                + "take.");
            case INTERNAL ->
                new Explanation(
                        "The handler failed in a way that it did not foresee.",
                        "Look for the `callId` in the server's log.");
            case UNIMPLEMENTED ->
                new Explanation(
                        "The handler, or the server, does not do what was asked; among others, a "
                                + "`Transfer-Encoding` other than `chunked`.",
                        "Ask for something else.");
            case UNAVAILABLE ->
                new Explanation(
                        "The server is going down, or what the handler needs is not there.",
                        "Send the request to another server, or try again later.");
            case DEADLINE_EXCEEDED ->
                new Explanation(
                        "The handler gave no answer within the call's time limit.",
                        "Ask for less at once, or raise `calls.timeout`.");
        };
    }
}
