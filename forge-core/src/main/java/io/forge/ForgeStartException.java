package io.forge;

/** A server that cannot start; the message says, in a sentence for its operator, why and what to do. */
public final class ForgeStartException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ForgeStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
