package io.forge.plugin;

import io.forge.api.HandlerFactory;
import io.forge.api.HandlerSource;
import io.forge.runtime.HandlerDecorator;
import java.util.Optional;

/** A service that was found, which makes what can be served under its name. */
public sealed interface Offer {

    /** The name that it has given. */
    String name();

    /** Its class, and the JAR or folder where that is. */
    String place();

    /** The record of its own section of the configuration, if it has declared one. */
    Optional<Class<?>> configType();

    /** What is put around the code of its handlers; empty for one of the class path. */
    Optional<HandlerDecorator> decorator();

    default boolean isOfPlugin() {
        return decorator().isPresent();
    }

    /**
     * A handler factory that was found.
     *
     * @param factory makes handlers
     */
    record FactoryOffer(String name, HandlerFactory factory, String place, Optional<HandlerDecorator> decorator)
            implements Offer {

        @Override
        public Optional<Class<?>> configType() {
            return factory.configType();
        }
    }

    /**
     * A handler source that was found.
     *
     * @param source publishes handlers
     */
    record SourceOffer(String name, HandlerSource source, String place, Optional<HandlerDecorator> decorator)
            implements Offer {

        @Override
        public Optional<Class<?>> configType() {
            return source.configType();
        }
    }
}
