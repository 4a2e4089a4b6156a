package io.forge.api;

import java.util.List;

/**
 * Several calls that are answered together; implemented by Forge, safe for use by several threads.
 *
 * @param <I> the input type
 * @since 0.1
 */
public interface Batch<I> {

    /**
     * The inputs.
     *
     * <p>The most urgent first: in the order of the times at which they have to start to meet their deadlines, and only
     * where these are equal in the order in which the calls came. The outputs go by the places in this list.
     *
     * @return at least one input, unmodifiable
     */
    List<I> inputs();

    /**
     * The call of one input.
     *
     * @param index the input's place in {@link #inputs}
     * @return its call
     * @throws IndexOutOfBoundsException if there is no such input
     */
    Call call(int index);

    /**
     * Fails one input alone, of which the code knows that it is bad.
     *
     * <p>Its call is failed, as the failure says, when the code returns and the others are answered; the output at its place
     * is not looked at and may be {@code null}. Of several failures of one input the first counts. One that comes after
     * the code has returned counts for nothing, as does every one where the code throws: that fails the whole batch.
     *
     * @param index the input's place in {@link #inputs}
     * @param failure what its client is told
     * @throws IndexOutOfBoundsException if there is no such input
     */
    void fail(int index, ForgeException failure);

    /**
     * Whether nobody waits for any answer of the batch any more: of each call the caller has gone or the deadline is over,
     * or the server stops.
     *
     * <p>Whether somebody waits for one of them, its {@link Call#isCancelled} says.
     *
     * @return whether the batch is cancelled
     */
    boolean isCancelled();

    /**
     * Has an action run when nobody waits for any answer of the batch any more.
     *
     * <p>For code that an interrupt does not stop, such as native code: the thread that runs the handler's code is
     * interrupted as well. At once, on this thread, where the batch is cancelled already; else on one of a few threads that
     * are there for such actions, where it may take its time; never after the code has returned. Until it has come back,
     * the batch counts as running.
     *
     * @param action what to run
     */
    void onCancel(Runnable action);
}
