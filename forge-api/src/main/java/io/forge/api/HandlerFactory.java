package io.forge.api;

import java.util.Optional;

/**
 * Makes one handler; the service type that Forge looks for.
 *
 * <p>An implementation is public, has a public constructor without parameters, and is named in
 * {@code META-INF/services/io.forge.api.HandlerFactory} of its JAR. One factory may be asked for several handlers, each
 * with a configuration of its own.
 *
 * @since 0.1
 */
public interface HandlerFactory {

    /**
     * The handler's name, which is also its path: {@code POST /{name}}.
     *
     * @return a name of the form {@code [a-z][a-z0-9-]{0,62}}, and none of {@code v1}, {@code v2}, {@code health} and
     *     {@code metrics}, which Forge keeps for itself; the same at every call
     */
    String name();

    /**
     * The record of the handler's own section of the configuration, if it is known before the handler is created.
     *
     * <p>Forge then checks the sections of all handlers before it creates any of them, so that a mistake is reported at
     * once and not after a model has been loaded, and knows the keys without running {@link #create}. The record that was
     * bound is what {@link HandlerContext#config} returns for this type.
     *
     * @return a record, the same at every call; empty if only {@link #create} knows
     */
    default Optional<Class<?>> configType() {
        return Optional.empty();
    }

    /**
     * Makes the handler.
     *
     * <p>Called once for each handler served, before its first call, on a thread that may block: load models, open
     * files and connections here, and give what must be closed to {@link HandlerContext#onClose}.
     *
     * @param context the handler's name, configuration and life cycle
     * @return the handler
     * @throws Exception if the handler cannot be made; its message is shown to the operator, and what was given to
     *     {@link HandlerContext#onClose} until then is closed
     */
    Handler<?, ?> create(HandlerContext context) throws Exception;
}
