package io.forge.runtime;

/** Brings calls to the thread where their code runs. */
interface CallStart {

    /**
     * Starts a call from the IO thread of its connection, and runs it there if that is where it belongs.
     *
     * @param bodyLength how many bytes are to be decoded
     */
    void startOnIoThread(StartableCall call, long bodyLength);

    /**
     * Starts a call from any thread, which goes on at once.
     *
     * @param bodyLength how many bytes are to be decoded
     */
    void start(StartableCall call, long bodyLength);

    /** Whether calls are on virtual threads, the first leg of which runs on the IO thread. */
    default boolean isInPlace() {
        return false;
    }

    /** A call holds its IO thread for too long; what follows from that, for the log. */
    default String heldTooLong() {
        return "Blocking or CPU-bound code belongs on another dispatch: worker or virtual";
    }
}
