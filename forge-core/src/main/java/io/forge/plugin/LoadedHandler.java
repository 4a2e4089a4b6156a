package io.forge.plugin;

import io.forge.runtime.Servable;
import java.util.List;
import java.util.Optional;

/**
 * A handler that is ready to be served.
 *
 * @param servable what is called
 * @param found what made it; empty for one that the application has given
 * @param context what it has been told and has opened; empty with the former
 */
record LoadedHandler(Servable<?, ?> servable, Optional<FoundFactory> found, Optional<LoadingContext> context) {

    static LoadedHandler made(Servable<?, ?> servable, FoundFactory found, LoadingContext context) {
        return new LoadedHandler(servable, Optional.of(found), Optional.of(context));
    }

    static LoadedHandler given(Servable<?, ?> servable) {
        return new LoadedHandler(servable, Optional.empty(), Optional.empty());
    }

    String name() {
        return servable.name();
    }

    /** The class that made it and the JAR or folder where that is. */
    String place() {
        return found.map(FoundFactory::place).orElse("application");
    }

    /** The keys that its own section may have. */
    List<String> keys() {
        return context.map(LoadingContext::keys).orElse(List.of());
    }

    /** Closes what it has opened. */
    void close() {
        context.ifPresent(LoadingContext::close);
    }
}
