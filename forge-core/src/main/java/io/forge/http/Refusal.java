package io.forge.http;

import static java.util.Objects.requireNonNull;

import io.forge.api.ForgeException;
import java.util.Map;

/**
 * Why a request is not answered with a value.
 *
 * @param type the kind of problem
 * @param detail what is wrong and what to do
 * @param connection what becomes of the connection
 * @param headers what the answer has in addition
 */
record Refusal(ProblemType type, String detail, Connection connection, Map<String, String> headers) {

    /** What becomes of a connection after an answer. */
    enum Connection {
        /** The next request may follow. */
        KEEP,
        /** What else comes on it cannot be trusted or is not worth reading. */
        CLOSE
    }

    static Refusal keep(ProblemType type, String detail) {
        return new Refusal(type, detail, Connection.KEEP, Map.of());
    }

    static Refusal keep(ProblemType type, String detail, String header, String value) {
        return new Refusal(type, detail, Connection.KEEP, Map.of(header, value));
    }

    static Refusal keep(ForgeException failure, String header, String value) {
        return keep(ProblemType.of(failure.code()), requireNonNull(failure.getMessage()), header, value);
    }

    static Refusal close(ProblemType type, String detail) {
        return new Refusal(type, detail, Connection.CLOSE, Map.of());
    }

    /** A failure after which what is left of the body is not worth reading. */
    static Refusal close(ForgeException failure) {
        return close(ProblemType.of(failure.code()), requireNonNull(failure.getMessage()));
    }

    static Refusal of(ForgeException failure) {
        var type = ProblemType.of(failure.code());
        String detail = requireNonNull(failure.getMessage());
        return switch (type) {
            case OVERLOADED -> keep(type, detail, "Retry-After", "1");
            case UNAVAILABLE -> close(type, detail);
            default -> keep(type, detail);
        };
    }

    /** The same, as the end of a call that has begun. */
    ForgeException asFailure() {
        return new ForgeException(type.errorCode(), detail);
    }
}
