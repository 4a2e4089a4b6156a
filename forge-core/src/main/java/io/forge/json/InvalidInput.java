package io.forge.json;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;

/** What is wrong with what a client has sent. */
final class InvalidInput {

    private InvalidInput() {}

    /** With a message that says what is wrong and what to do. */
    static ForgeException because(String message) {
        return new ForgeException(ErrorCode.INVALID_INPUT, message);
    }

    /** With what has found it. */
    static ForgeException because(String message, Throwable cause) {
        return new ForgeException(ErrorCode.INVALID_INPUT, message, cause);
    }
}
