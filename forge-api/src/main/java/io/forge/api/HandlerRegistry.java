package io.forge.api;

/**
 * Takes the handlers of a {@link HandlerSource}; implemented by Forge, safe for use by several threads.
 *
 * @since 0.1
 */
public interface HandlerRegistry {

    /**
     * Serves a handler from now on, beside other versions of its name.
     *
     * <p>Whoever calls it by its name alone gets the newest version: the highest where all are whole numbers, else the one
     * that was published last.
     *
     * @param name the handler's name, of the form {@code [A-Za-z0-9][A-Za-z0-9._-]{0,62}}
     * @param version the handler's version, of the form {@code [A-Za-z0-9._-]{1,63}}
     * @param handler the handler
     * @return what takes the handler out of service again
     * @throws IllegalArgumentException if the name or version is malformed or already taken
     */
    Registration publish(String name, String version, Handler<?, ?> handler);

    /** One published handler. */
    interface Registration extends AutoCloseable {

        /**
         * Takes the handler out of service: new calls are refused at once, running calls end on it.
         *
         * <p>Returns when the last of them has ended. A second call does nothing.
         */
        @Override
        void close();
    }
}
