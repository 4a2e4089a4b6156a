package io.forge.api;

import static java.util.Objects.requireNonNull;

/**
 * Fails a call with a code and a message that <em>reaches the client</em>.
 *
 * <p>Say what is wrong, with which value, and what to do. Any other exception is an internal error whose message stays
 * in the server's log.
 *
 * @since 0.1
 */
public class ForgeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The kind of failure. */
    private final ErrorCode code;

    /**
     * A failure of the given kind.
     *
     * @param code the kind of failure
     * @param message what the client is told
     */
    public ForgeException(ErrorCode code, String message) {
        super(requireNonNull(message, "message"));
        this.code = requireNonNull(code, "code");
    }

    /**
     * A failure of the given kind, with its cause for the log.
     *
     * @param code the kind of failure
     * @param message what the client is told
     * @param cause what led to it; the client is not told
     */
    public ForgeException(ErrorCode code, String message, Throwable cause) {
        super(requireNonNull(message, "message"), cause);
        this.code = requireNonNull(code, "code");
    }

    /**
     * The kind of failure.
     *
     * @return the code
     */
    public ErrorCode code() {
        return code;
    }
}
