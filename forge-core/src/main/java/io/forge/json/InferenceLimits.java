package io.forge.json;

/** How much of everything a request for inference may have. */
final class InferenceLimits {

    /** Dimensions of a tensor. */
    static final int MAX_RANK = 32;

    /** Characters of the name of a tensor or of a parameter. */
    static final int MAX_NAME_LENGTH = 1 << 10;

    /** Inputs, outputs, and parameters of each. */
    static final int MAX_ENTRIES = 1 << 10;

    private InferenceLimits() {}
}
