package io.forge.runtime;

import io.forge.api.ForgeException;
import java.util.Optional;

/**
 * Sees what becomes of the calls of a server, whatever the way in: for metrics, an access log, traces.
 *
 * <p>Everything is told on the thread where it happens, the event loop and the supervisor among them, by several threads at
 * once: an observer must neither wait nor throw. Times are those of the server's {@link Clock}, read once for all that want
 * to know them. One server has one observer: several are one that tells each of them.
 */
public interface CallObserver {

    /** Looks away. */
    CallObserver NONE = new CallObserver() {};

    /** What a call goes through between its beginning and its end. */
    enum Part {
        /** It has waited for its thread, which it has now. */
        WAITED,
        /** Its input is read. */
        DECODED,
        /** It has waited in the queue of a batched handler, and its batch begins; perhaps again, where a batch failed. */
        QUEUED,
        /** Its code has brought the output, or the last item of a stream. */
        COMPUTED,
        /** Its output is written. */
        ENCODED
    }

    /** A call was let in; its body may still be on the way. */
    default void begun(ObservedCall call) {}

    /** A call was not let in. */
    default void refused(Servable<?, ?> servable, ForgeException reason) {}

    /**
     * A part of a call's way is over, in the order of the parts. A call that fails skips those that are left; where code has
     * outlived the end of its call, {@code DECODED} may follow that.
     *
     * @param from when it began: the end of the part before, or, of the first, when the body was complete
     * @param to when it ended
     */
    default void reached(ObservedCall call, Part part, long from, long to) {}

    /**
     * The outcome of a call is decided, once for each call that has begun; its code may still run, its answer is still to
     * leave.
     *
     * @param failure why it has failed; empty where it has succeeded
     * @param from when the call was let in
     * @param to when it ended
     */
    default void ended(ObservedCall call, Optional<ForgeException> failure, long from, long to) {}

    /** Whether {@link #sent} is wanted of a call, for which the clock is read once more. */
    default boolean timesSending(ObservedCall call) {
        return false;
    }

    /**
     * The answer of a call that has succeeded has left, or what was left of its stream, or never will; not told of calls in
     * process.
     *
     * @param from when the last part of its way was over
     * @param to when it had left
     */
    default void sent(ObservedCall call, long from, long to) {}

    /** A call's code has ended and its outcome has left, or never will: the last that is told of it, once. */
    default void over(ObservedCall call) {}

    /** The body of a call is complete; not told of calls in process. */
    default void bodyReceived(ObservedCall call, long bytes) {}

    /** An answer to a call, or an item of one, is about to be sent; not told of calls in process. */
    default void bodySent(ObservedCall call, long bytes) {}

    /** The first item of a call's stream is on its way; once for each call that streams. */
    default void streamBegun(ObservedCall call) {}

    /** An item of a call's stream is on its way. */
    default void itemSent(ObservedCall call) {}

    /**
     * A batch has run to its end, whatever came of it; told on its thread.
     *
     * @param report what {@code waited} says is the wait of the call that has waited longest
     */
    default void batchRan(Servable<?, ?> servable, BatchReport report) {}

    /**
     * The code of a call holds its IO thread, and has done so for longer than it may; told again while it does.
     *
     * @param nanos how much longer than when this was told last, or than it may
     */
    default void heldIoThread(ObservedCall call, long nanos) {}

    /** A request is answered that has reached nothing that is served: its path is unknown, it is malformed, or its handler is not loaded. */
    default void unhandled(int status) {}
}
