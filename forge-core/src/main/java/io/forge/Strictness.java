package io.forge;

/** What stops a start beside what it cannot do without. */
enum Strictness {
    /** Nothing. */
    LENIENT,
    /** Something in the plugins folder that cannot be served. */
    ALL_PLUGINS,
    /** That, and whatever is probably a mistake. */
    STRICT
}
