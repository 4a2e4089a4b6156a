package io.forge.plugin;

import io.forge.api.HandlerFactory;
import io.forge.runtime.Enclosure;
import java.util.Optional;

/**
 * A handler factory that was found.
 *
 * @param name the name that it has given
 * @param factory makes handlers
 * @param place its class, and the JAR or folder where that is
 * @param enclosure what stands around its handlers' code; empty for one of the class path
 */
record FoundFactory(String name, HandlerFactory factory, String place, Optional<Enclosure> enclosure) {

    boolean isOfPlugin() {
        return enclosure.isPresent();
    }
}
