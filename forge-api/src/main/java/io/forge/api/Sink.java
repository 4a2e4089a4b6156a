package io.forge.api;

/**
 * Takes the items of one stream; implemented by Forge, for use by the thread that runs the handler's code.
 *
 * @param <O> the type of each item
 * @since 0.1
 */
@FunctionalInterface
public interface Sink<O> {

    /**
     * Sends one item, and waits while the client is too slow to take more.
     *
     * @param item the item, encoded before this method returns
     * @throws InterruptedException if the call is cancelled while this method waits
     * @throws ForgeException with {@link ErrorCode#CANCELLED} if the client has gone or takes nothing any more
     */
    void send(O item) throws InterruptedException;
}
