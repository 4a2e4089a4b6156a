package io.forge.runtime;

import io.forge.api.Call;
import io.forge.api.ForgeException;
import java.util.Optional;

/**
 * Sees what becomes of the calls of a server, whatever the way in: for metrics, an access log, traces.
 *
 * <p>Everything is told on the thread where it happens, the event loop and the supervisor among them, by several threads at
 * once: an observer must neither wait nor throw.
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
        /** Its code has brought the output, or the last item of a stream. */
        COMPUTED,
        /** Its output is written. */
        ENCODED
    }

    /** A call was let in; its body may still be on the way. */
    default void begun(Servable<?, ?> servable, Call call) {}

    /** A call was not let in. */
    default void refused(Servable<?, ?> servable, ForgeException reason) {}

    /**
     * A part of a call's way is over, in the order of the parts. A call that fails skips those that are left; where code has
     * outlived the end of its call, {@code DECODED} may follow that.
     */
    default void reached(Servable<?, ?> servable, Call call, Part part) {}

    /**
     * The outcome of a call is decided, once for each call that has begun; its code may still run, its answer is still to
     * leave.
     *
     * @param failure why it has failed; empty where it has succeeded
     */
    default void ended(Servable<?, ?> servable, Call call, Optional<ForgeException> failure) {}
}
