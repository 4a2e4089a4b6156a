package io.forge.cli.log;

/** Writes an event of the log down; used by one thread at a time. */
interface LogFormat {

    /** The event as text that ends with a line feed. */
    String write(CapturedEvent captured);
}
