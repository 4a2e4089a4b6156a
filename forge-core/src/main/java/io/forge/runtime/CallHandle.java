package io.forge.runtime;

/** A call for whoever has made it; safe for use by several threads. */
public interface CallHandle {

    /** The call's id. */
    String id();

    /** Whether an outcome has been decided. */
    boolean hasEnded();

    /** Nobody waits any more: tells the code, which may still answer; without code that runs, the call ends here. */
    void cancel();

    /** The first item of a stream is on its way: from now on only the client's pace counts. */
    void streamBegun();

    /** The answer is written and about to leave. */
    void written();

    /** The outcome has left the server, or never will: said once it has come, perhaps more than once. */
    void delivered();
}
