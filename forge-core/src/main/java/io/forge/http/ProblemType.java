package io.forge.http;

import io.forge.api.ErrorCode;
import java.util.Locale;

/** Every kind of problem that an answer can name. */
public enum ProblemType {
    BAD_REQUEST(400, "Bad request"),
    INVALID_INPUT(400, "Invalid input"),
    UNAUTHENTICATED(401, "Unauthenticated"),
    FORBIDDEN(403, "Forbidden"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    REQUEST_TIMEOUT(408, "Request timeout"),
    CONFLICT(409, "Conflict"),
    TOO_LARGE(413, "Too large"),
    URI_TOO_LONG(414, "URI too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    EXPECTATION_FAILED(417, "Expectation failed"),
    OVERLOADED(429, "Overloaded"),
    HEADERS_TOO_LARGE(431, "Headers too large"),
    CANCELLED(499, "Cancelled"),
    INTERNAL(500, "Internal error"),
    UNIMPLEMENTED(501, "Unimplemented"),
    UNAVAILABLE(503, "Unavailable"),
    DEADLINE_EXCEEDED(504, "Deadline exceeded");

    private static final String PREFIX = "urn:forge:problem:";

    private final int status;
    private final String title;
    private final String uri;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
        this.uri = PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The problem that a failed call is. */
    public static ProblemType of(ErrorCode code) {
        return switch (code) {
            case INVALID_INPUT -> INVALID_INPUT;
            case UNAUTHENTICATED -> UNAUTHENTICATED;
            case FORBIDDEN -> FORBIDDEN;
            case NOT_FOUND -> NOT_FOUND;
            case CONFLICT -> CONFLICT;
            case TOO_LARGE -> TOO_LARGE;
            case UNSUPPORTED_MEDIA_TYPE -> UNSUPPORTED_MEDIA_TYPE;
            case OVERLOADED -> OVERLOADED;
            case UNAVAILABLE -> UNAVAILABLE;
            case DEADLINE_EXCEEDED -> DEADLINE_EXCEEDED;
            case CANCELLED -> CANCELLED;
            case UNIMPLEMENTED -> UNIMPLEMENTED;
            case INTERNAL -> INTERNAL;
        };
    }

    /** How a call fails that meets this problem. */
    ErrorCode errorCode() {
        return switch (this) {
            case BAD_REQUEST, INVALID_INPUT, URI_TOO_LONG, EXPECTATION_FAILED, HEADERS_TOO_LARGE ->
                ErrorCode.INVALID_INPUT;
            case UNAUTHENTICATED -> ErrorCode.UNAUTHENTICATED;
            case FORBIDDEN -> ErrorCode.FORBIDDEN;
            case NOT_FOUND -> ErrorCode.NOT_FOUND;
            case METHOD_NOT_ALLOWED, UNIMPLEMENTED -> ErrorCode.UNIMPLEMENTED;
            case REQUEST_TIMEOUT, DEADLINE_EXCEEDED -> ErrorCode.DEADLINE_EXCEEDED;
            case CONFLICT -> ErrorCode.CONFLICT;
            case TOO_LARGE -> ErrorCode.TOO_LARGE;
            case UNSUPPORTED_MEDIA_TYPE -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            case OVERLOADED -> ErrorCode.OVERLOADED;
            case CANCELLED -> ErrorCode.CANCELLED;
            case INTERNAL -> ErrorCode.INTERNAL;
            case UNAVAILABLE -> ErrorCode.UNAVAILABLE;
        };
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What every problem of this type is called. */
    public String title() {
        return title;
    }

    /** The type's name in a problem document: {@code urn:forge:problem:too-large}. */
    public String uri() {
        return uri;
    }

    /** The short name, which ends the {@link #uri}: {@code too-large}. */
    public String code() {
        return uri.substring(PREFIX.length());
    }
}
