package io.forge.deploy;

import io.forge.api.Handler;
import io.forge.plugin.HandlerLoadException;
import io.forge.runtime.Servable;
import io.forge.runtime.ServableFactory;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Puts handlers on their lanes, as their section says.
 *
 * @param factory decorates them
 * @param settings their section
 */
record ConfiguredServables(ServableFactory factory, HandlerSettings settings) {

    /**
     * Puts a handler on its lane.
     *
     * @throws HandlerLoadException if it cannot be served
     */
    <I, O> Servable<I, O> create(String name, String version, Handler<I, O> handler) {
        try {
            return factory.create(name, version, handler, asked());
        } catch (IllegalArgumentException e) {
            throw new HandlerLoadException("Handler '%s' cannot be served. %s".formatted(name, e.getMessage()), e);
        }
    }

    /** How long a call of one of them may take until its answer begins. */
    Duration timeout() {
        return factory.timeout(asked());
    }

    private ServableFactory.Settings asked() {
        var maxBody =
                settings.maxBody().map(size -> OptionalLong.of(size.bytes())).orElseGet(OptionalLong::empty);
        return new ServableFactory.Settings(settings.dispatch(), maxBody, settings.timeout(), settings.batch());
    }
}
