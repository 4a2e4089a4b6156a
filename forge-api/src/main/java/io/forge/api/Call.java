package io.forge.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request, apart from its input; implemented by Forge, safe for use by several threads.
 *
 * @since 0.1
 */
public interface Call {

    /**
     * The call's id, as it stands in the logs and in the answer.
     *
     * @return the caller's own id where that was sane, else one made by Forge
     */
    String id();

    /**
     * A header that came with the request.
     *
     * @param name the header's name, in any case
     * @return its first value; empty where there is none, and in a call made in process
     */
    Optional<String> header(String name);

    /**
     * What the request says beside its input, such as the parameters of an inference request.
     *
     * @return by name, unmodifiable; each a {@code String}, {@code Boolean}, {@code Long} or {@code Double}; empty where
     *     there are none, and in a call made in process
     */
    Map<String, Object> parameters();

    /**
     * The outputs that the request asks for, of a handler that answers with tensors; it may leave out others, which are
     * not sent.
     *
     * @return their names, unmodifiable; empty where all are asked for
     */
    List<String> requestedOutputs();

    /**
     * The time left until the call's deadline.
     *
     * @return the time left, zero when it is over; empty where the call has no deadline
     */
    Optional<Duration> remaining();

    /**
     * Whether nobody waits for the answer any more: the caller has gone, the deadline is over, or the server stops.
     *
     * @return whether the call is cancelled
     */
    boolean isCancelled();

    /**
     * Has an action run when the call is cancelled.
     *
     * <p>At once, on this thread, where it is cancelled already; else on one of a few threads that are there for such
     * actions, where it may take its time; never after the call has been answered. Until it has come back, the call counts
     * as in flight. The thread that runs the handler's code is interrupted as well.
     *
     * @param action what to run
     */
    void onCancel(Runnable action);
}
