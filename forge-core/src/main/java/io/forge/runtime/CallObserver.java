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
}
