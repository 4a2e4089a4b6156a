package io.forge.runtime;

/** A call for whoever has made it; safe for use by several threads. */
public interface CallHandle {

    /** The call's id. */
    String id();

    /** Whether an outcome has been decided. */
    boolean hasEnded();

    /** Nobody waits any more: tells the code, which may still answer; without code that runs, the call ends here. */
    void cancel();

    /** An item of a stream is on its way; from the first on only the client's pace counts. Told by one thread after the other. */
    void itemSent();

    /** Bytes of an answer or an item are about to be sent; not told of calls in process. */
    void sending(long bytes);

    /** The answer is written and about to leave. */
    void written();

    /** The outcome has left the server, or never will: said once it has come, perhaps more than once. */
    void delivered();
}
