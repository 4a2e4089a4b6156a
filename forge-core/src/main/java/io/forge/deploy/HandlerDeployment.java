package io.forge.deploy;

import io.forge.plugin.Offer;
import io.forge.runtime.Servable;
import java.util.List;
import java.util.Optional;

/**
 * A handler that is ready to be served.
 *
 * @param servable what is called
 * @param context what it has been told and has opened; empty for one that the application has given
 */
record HandlerDeployment(Servable<?, ?> servable, Optional<Offer> offer, Optional<LoadingContext> context)
        implements Deployment {

    static HandlerDeployment made(Servable<?, ?> servable, Offer offer, LoadingContext context) {
        return new HandlerDeployment(servable, Optional.of(offer), Optional.of(context));
    }

    static HandlerDeployment given(Servable<?, ?> servable) {
        return new HandlerDeployment(servable, Optional.empty(), Optional.empty());
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
    public void serve() {} // There is nothing to publish.

    @Override
    public void freeze() {}

    @Override
    public void close() {
        context.ifPresent(LoadingContext::close);
    }
}
