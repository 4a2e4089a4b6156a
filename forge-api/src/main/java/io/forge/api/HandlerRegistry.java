package io.forge.api;

import java.util.Map;

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

    /**
     * Offers a handler that Forge loads, and may unload and load again: at once, when its name is asked for, or at its first
     * call, as the operator has configured it.
     *
     * <p>An offer made while the source is opened and that is to be loaded at once, is loaded before the source goes into
     * service. A version that is not loaded is listed with its state and the reason.
     *
     * @param name the handler's name, as for {@link #publish}
     * @param version the handler's version, as for {@link #publish}
     * @param loader loads it
     * @return what reloads it or takes it back
     * @throws IllegalArgumentException if the name or version is malformed or already taken
     */
    Offered offer(String name, String version, Loader loader);

    /**
     * Gives versions of a handler further names, such as {@code stable}, under which clients may call them; what was said
     * before for that handler holds no more.
     *
     * <p>A label of a version that is not there leads nowhere until it is; a version that is called as a label is comes first.
     *
     * @param name the handler's name, which this source has published or offered, or will
     * @param versionsByLabel versions by label, which is of the form of a version
     * @throws IllegalArgumentException if a label is malformed
     */
    void label(String name, Map<String, String> versionsByLabel);

    /** Loads one version of an offered handler; called again after each unload and for each reload. */
    interface Loader {

        /**
         * Loads the handler.
         *
         * <p>On a thread that may block and is interrupted when the handler is not wanted any more; never two at once for
         * one offer.
         *
         * @param context the life cycle of what is loaded now
         * @return the handler
         * @throws Exception if it cannot be loaded: its message is the reason that the operator and clients are shown
         */
        Handler<?, ?> load(LoadContext context) throws Exception;
    }

    /** The life cycle of what a {@link Loader} loads once; implemented by Forge, used by the thread that loads. */
    interface LoadContext {

        /**
         * Says how much memory the handler will take until it is unloaded, before it is taken.
         *
         * <p>Where the operator limits what all take together, others are unloaded first, for which this waits.
         *
         * @param bytes about how many
         * @throws IllegalStateException if there is no room for it; the message says why
         */
        void reserveMemory(long bytes);

        /**
         * Has a resource closed after the handler's last call, or if loading fails.
         *
         * <p>Resources are closed in reverse order; one that fails does not keep the others from being closed.
         *
         * @param resource what to close
         */
        void onClose(AutoCloseable resource);
    }

    /** One offered handler. */
    interface Offered extends AutoCloseable {

        /**
         * Says that what is loaded has changed: a handler that is loaded, or could not be, is loaded again beside the one
         * that serves and takes its place without a lost call.
         *
         * <p>Returns at once. Where loading fails, what serves goes on.
         */
        void reload();

        /**
         * Takes the offer back: new calls are refused at once, running calls end on it.
         *
         * <p>Returns when the last of them has ended. A second call does nothing.
         */
        @Override
        void close();
    }

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
