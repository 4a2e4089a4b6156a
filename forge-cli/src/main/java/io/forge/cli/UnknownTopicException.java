package io.forge.cli;

/** There is nothing of a name to explain; the message says what there is. */
final class UnknownTopicException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnknownTopicException(String message) {
        super(message);
    }
}
