package io.forge.deploy;

/** How far a source has come. */
enum Phase {
    /** What it publishes and offers is served later, all in one step. */
    OPENING,
    /** What it publishes is served at once. */
    SERVED,
    /** It publishes nothing any more. */
    ENDED
}
