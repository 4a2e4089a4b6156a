package io.forge.api;

import java.util.Optional;

/**
 * Publishes many handlers that come and go, such as a folder of models; a service type.
 *
 * <p>An implementation is public, has a public constructor without parameters, and is named in
 * {@code META-INF/services/io.forge.api.HandlerSource} of its JAR.
 *
 * @since 0.1
 */
public interface HandlerSource {

    /**
     * The source's name, under which its configuration stands.
     *
     * @return a name of the form {@code [a-z][a-z0-9-]{0,62}}, the same at every call
     */
    String name();

    /**
     * The record of the source's own section of the configuration, as {@link HandlerFactory#configType} has it.
     *
     * @return a record, the same at every call; empty if only {@link #open} knows
     */
    default Optional<Class<?>> configType() {
        return Optional.empty();
    }

    /**
     * Starts publishing.
     *
     * <p>Called once, on a thread that may block. Handlers may be published during the call and, from any thread, at
     * any time after it, until the source is closed.
     *
     * @param context the source's name, configuration and life cycle
     * @param registry where handlers are published
     * @throws Exception if the source cannot be opened; its message is shown to the operator
     */
    void open(HandlerContext context, HandlerRegistry registry) throws Exception;
}
