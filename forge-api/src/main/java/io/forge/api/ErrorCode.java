package io.forge.api;

/**
 * What kind of failure a call ended in; each protocol has its own form for it.
 *
 * @since 0.1
 */
public enum ErrorCode {
    /** The input does not fit what the handler takes (HTTP 400). */
    INVALID_INPUT,
    /** The caller did not say who it is (HTTP 401). */
    UNAUTHENTICATED,
    /** The caller may not do this (HTTP 403). */
    FORBIDDEN,
    /** What was asked for does not exist (HTTP 404). */
    NOT_FOUND,
    /** The state of things forbids it (HTTP 409). */
    CONFLICT,
    /** The input is too large (HTTP 413). */
    TOO_LARGE,
    /** The input is in a form that the handler does not read (HTTP 415). */
    UNSUPPORTED_MEDIA_TYPE,
    /** Too much is asked at once; later it may work (HTTP 429). */
    OVERLOADED,
    /** Not ready, or shutting down; elsewhere or later it may work (HTTP 503). */
    UNAVAILABLE,
    /** The time for an answer is over (HTTP 504). */
    DEADLINE_EXCEEDED,
    /** Nobody waits for the answer any more (HTTP 499, in logs only). */
    CANCELLED,
    /** The handler does not do this (HTTP 501). */
    UNIMPLEMENTED,
    /** A fault in the handler or the server (HTTP 500). */
    INTERNAL
}
