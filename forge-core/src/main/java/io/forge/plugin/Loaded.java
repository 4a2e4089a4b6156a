package io.forge.plugin;

import io.forge.runtime.Servable;
import java.util.List;
import java.util.Optional;

/** What is served under one name of the catalog, or is ready to be: one handler, or all that a source has published. */
sealed interface Loaded permits LoadedHandler, OpenSource {

    /** The name of the handler, or of the source. */
    String name();

    /** What has made it; empty for a handler that the application has given. */
    Optional<Found> found();

    /** What is called, or was until it was taken out of service; for a source, as it is now. */
    List<Servable<?, ?>> servables();

    /** All that may still have calls under way when it has been taken out of service, older versions too. */
    List<Servable<?, ?>> everServed();

    /** The keys that its own section may have. */
    List<String> keys();

    /** Closes what it has opened; no call is under way any more. */
    void close();

    /** The class that made it and the JAR or folder where that is. */
    default String place() {
        return found().map(Found::place).orElse("application");
    }
}
