package io.forge.plugin;

import io.forge.api.HandlerFactory;
import io.forge.runtime.Enclosure;
import java.util.Optional;

/**
 * A handler factory that was found.
 *
 * @param factory makes handlers
 */
record FoundFactory(String name, HandlerFactory factory, String place, Optional<Enclosure> enclosure)
        implements Found {}
