package io.forge.http;

import static java.util.Objects.requireNonNull;

import io.forge.api.ForgeException;
import io.forge.runtime.OverloadException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Why a request is not answered with a value.
 *
 * @param type the kind of problem
 * @param detail what is wrong and what to do
 * @param connection what becomes of the connection
 * @param headers what the answer has in addition
 * @param retryAfter after which the request is likely to succeed, where that is known
 */
record Refusal(
        ProblemType type,
        String detail,
        Connection connection,
        Map<String, String> headers,
        Optional<Duration> retryAfter) {

    private static final String RETRY_AFTER = "Retry-After";

    /** In milliseconds: when a call that was not admitted would have been answered. */
    private static final String EXPECTED_WAIT = "Forge-Expected-Wait";

    private static final int NANOS_PER_SECOND = 1_000_000_000;

    /** What becomes of a connection after an answer. */
    enum Connection {
        /** The next request may follow. */
        KEEP,
        /** What else comes on it cannot be trusted or is not worth reading. */
        CLOSE
    }

    static Refusal keep(ProblemType type, String detail) {
        return new Refusal(type, detail, Connection.KEEP, Map.of(), Optional.empty());
    }

    static Refusal keep(ProblemType type, String detail, String header, String value) {
        return new Refusal(type, detail, Connection.KEEP, Map.of(header, value), Optional.empty());
    }

    static Refusal keep(ForgeException failure, String header, String value) {
        return keep(ProblemType.of(failure.code()), requireNonNull(failure.getMessage()), header, value);
    }

    /** A failure that says nothing of the connection, nor of other handlers. */
    static Refusal keep(ForgeException failure) {
        return keep(ProblemType.of(failure.code()), requireNonNull(failure.getMessage()));
    }

    static Refusal close(ProblemType type, String detail) {
        return new Refusal(type, detail, Connection.CLOSE, Map.of(), Optional.empty());
    }

    /** A failure after which what is left of the body is not worth reading. */
    static Refusal close(ForgeException failure) {
        return close(ProblemType.of(failure.code()), requireNonNull(failure.getMessage()));
    }

    static Refusal of(ForgeException failure) {
        var type = ProblemType.of(failure.code());
        String detail = requireNonNull(failure.getMessage());
        return switch (type) {
            case OVERLOADED -> overloaded(failure, detail);
            case UNAVAILABLE -> close(type, detail);
            default -> keep(type, detail);
        };
    }

    /** A handler that says so itself does not know when to come again. */
    private static Refusal overloaded(ForgeException failure, String detail) {
        if (!(failure instanceof OverloadException overload)) {
            return keep(ProblemType.OVERLOADED, detail, RETRY_AFTER, "1");
        }
        var headers = new HashMap<String, String>();
        headers.put(RETRY_AFTER, Long.toString(seconds(overload.retryAfter())));
        overload.expectedWait().ifPresent(wait -> headers.put(EXPECTED_WAIT, BatchHeader.millis(wait.toNanos())));
        return new Refusal(
                ProblemType.OVERLOADED, detail, Connection.KEEP, headers, Optional.of(overload.retryAfter()));
    }

    /** Whole seconds, rounded up, and at least one (RFC 9110, section 10.2.3). */
    private static long seconds(Duration time) {
        return Math.max(1, time.plusNanos(NANOS_PER_SECOND - 1).toSeconds());
    }

    /** The same, as the end of a call that has begun. */
    ForgeException asFailure() {
        return new ForgeException(type.errorCode(), detail);
    }
}
