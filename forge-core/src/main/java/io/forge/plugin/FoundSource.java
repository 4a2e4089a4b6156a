package io.forge.plugin;

import io.forge.api.HandlerSource;
import io.forge.runtime.Enclosure;
import java.util.Optional;

/**
 * A handler source that was found.
 *
 * @param source publishes handlers
 */
record FoundSource(String name, HandlerSource source, String place, Optional<Enclosure> enclosure) implements Found {}
