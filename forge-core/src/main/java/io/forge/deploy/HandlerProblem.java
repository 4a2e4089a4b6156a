package io.forge.deploy;

import io.forge.config.ConfigException;
import io.forge.plugin.Offer;
import java.util.Optional;

/**
 * Why a handler will not be served.
 *
 * @param name the handler's name, or the source's
 * @param offer what it would be made with; empty where there is nothing, or the application has given it
 * @param cause a {@link io.forge.plugin.HandlerLoadException} or a {@link io.forge.config.ConfigException}
 */
public record HandlerProblem(String name, Optional<Offer> offer, RuntimeException cause) {

    /** Whether a section of the configuration does not fit. */
    boolean isOfConfiguration() {
        return cause instanceof ConfigException;
    }

    /** What is wrong, and what to do; of a plugin, with its file. */
    public String message() {
        return offer.filter(Offer::isOfPlugin).isPresent() && cause instanceof ConfigException e
                ? "Handler '%s' of %s is left out: %s"
                        .formatted(name, offer.get().place(), e.inOneLine())
                : String.valueOf(cause.getMessage());
    }
}
