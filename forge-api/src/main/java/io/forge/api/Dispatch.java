package io.forge.api;

/**
 * Where a handler's code runs.
 *
 * @since 0.1
 */
public enum Dispatch {
    /** The connection's own IO thread: for code that never blocks and is quick. */
    EVENT_LOOP,
    /** A pool of threads: for code that computes or blocks. */
    WORKER,
    /** A virtual thread for each call: for code that waits. Needs Java 21 or later. */
    VIRTUAL,
    /** A new platform thread for each call. */
    THREAD,
    /** One thread of the handler's own, one call at a time: for code that is not thread safe. */
    SERIAL
}
