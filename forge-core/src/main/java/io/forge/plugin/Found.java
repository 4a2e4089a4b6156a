package io.forge.plugin;

import io.forge.runtime.Enclosure;
import java.util.Optional;

/** A service that was found, which makes what can be served under its name. */
sealed interface Found permits FoundFactory, FoundSource {

    /** The name that it has given. */
    String name();

    /** Its class, and the JAR or folder where that is. */
    String place();

    /** What stands around the code of its handlers; empty for one of the class path. */
    Optional<Enclosure> enclosure();

    default boolean isOfPlugin() {
        return enclosure().isPresent();
    }
}
