package io.forge.plugin;

/** A handler that cannot be served; the message says which one, why, and what to do. */
public final class HandlerLoadException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public HandlerLoadException(String message) {
        super(message);
    }

    public HandlerLoadException(String message, Throwable cause) {
        super(message, cause);
    }
}
