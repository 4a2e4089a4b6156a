package io.forge.batch.simulation;

/** Something happened that must never happen. */
final class InvariantBroken extends RuntimeException {

    private static final long serialVersionUID = 1;

    InvariantBroken(String message) {
        super(message);
    }
}
