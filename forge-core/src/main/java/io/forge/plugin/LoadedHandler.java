package io.forge.plugin;

import io.forge.runtime.Servable;
import java.util.List;
import java.util.Optional;

/**
 * A handler that is ready to be served.
 *
 * @param servable what is called
 * @param context what it has been told and has opened; empty for one that the application has given
 */
record LoadedHandler(Servable<?, ?> servable, Optional<Found> found, Optional<LoadingContext> context)
        implements Loaded {

    static LoadedHandler made(Servable<?, ?> servable, Found found, LoadingContext context) {
        return new LoadedHandler(servable, Optional.of(found), Optional.of(context));
    }

    static LoadedHandler given(Servable<?, ?> servable) {
        return new LoadedHandler(servable, Optional.empty(), Optional.empty());
    }

    @Override
    public String name() {
        return servable.name();
    }

    @Override
    public List<Servable<?, ?>> servables() {
        return List.of(servable);
    }

    @Override
    public List<Servable<?, ?>> everServed() {
        return servables();
    }

    @Override
    public List<String> keys() {
        return context.map(LoadingContext::keys).orElse(List.of());
    }

    @Override
    public void close() {
        context.ifPresent(LoadingContext::close);
    }
}
