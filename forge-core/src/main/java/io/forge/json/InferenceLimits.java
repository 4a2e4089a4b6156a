package io.forge.json;

/** How much of everything a request for inference may have. */
final class InferenceLimits {

    /** Dimensions of a tensor. */
    static final int MAX_RANK = 32;

    /** Characters of the name of a tensor. */
    static final int MAX_NAME_LENGTH = 1 << 10;

    /**
     * Bytes of the name of a parameter, and of any other property.
     *
     * <p>Jackson keeps the names of a document in a table, and copies all of it for every 16 KiB of them: without bounds for
     * their length and number, a body of 40 MB cost 50 GB.
     */
    static final int MAX_KEY_LENGTH = 1 << 7;

    /** Inputs, and outputs. */
    static final int MAX_ENTRIES = 1 << 10;

    /** Parameters, all in all. */
    static final int MAX_PARAMETERS = 4 * MAX_ENTRIES;

    private InferenceLimits() {}
}
