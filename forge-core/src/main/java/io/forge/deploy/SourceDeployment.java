package io.forge.deploy;

import io.forge.api.Handler;
import io.forge.api.HandlerRegistry;
import io.forge.plugin.HandlerLoadException;
import io.forge.plugin.HandlerNames;
import io.forge.plugin.Offer;
import io.forge.plugin.Offer.SourceOffer;
import io.forge.runtime.Servable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A handler source that has been opened, with what it has published.
 *
 * <p>Each version of a name is served for itself, and comes and goes without the others.
 * What it publishes before it goes into service is served from then on, all in one step. Its state is guarded by
 * {@link Deployments#changing}.
 */
final class SourceDeployment implements HandlerRegistry, Deployment {

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,63}");

    private final SourceOffer offer;
    private final LoadingContext context;
    private final ConfiguredServables configured;
    private final Deployments deployments;
    private final PlannedNames names;
    private final List<Published> published = new ArrayList<>();

    /** What was taken back and may still have calls in flight. */
    private final List<Servable<?, ?>> leaving = new ArrayList<>();

    private Phase phase = Phase.OPENING;

    private enum Phase {
        OPENING,
        SERVED,
        ENDED
    }

    SourceDeployment(
            SourceOffer offer,
            LoadingContext context,
            ConfiguredServables configured,
            Deployments deployments,
            PlannedNames names) {
        this.offer = offer;
        this.context = context;
        this.configured = configured;
        this.deployments = deployments;
        this.names = names;
    }

    /** One version of a handler. */
    private final class Published implements Registration {

        private final Servable<?, ?> servable;

        private Published(Servable<?, ?> servable) {
            this.servable = servable;
        }

        @Override
        public void close() {
            if (deployments.changing(() -> takeBack(this))) {
                deployments.endCalls(List.of(servable));
                deployments.changing(() -> leaving.remove(servable));
            }
        }
    }

    @Override
    public Registration publish(String name, String version, Handler<?, ?> handler) {
        check(name, version);
        return deployments.changing(() -> {
            refuseTaken(name, version);
            var fresh = new Published(newServable(name, version, handler));
            published.add(fresh);
            if (phase == Phase.SERVED) {
                deployments.exchange(List.of(), List.of(fresh.servable));
            }
            return fresh;
        });
    }

    private Servable<?, ?> newServable(String handlerName, String version, Handler<?, ?> handler) {
        try {
            return configured.create(handlerName, version, handler);
        } catch (HandlerLoadException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static void check(String name, String version) {
        HandlerNames.checkPublished(name);
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException(
                    "Version '%s' of handler '%s' is malformed: use up to 63 of letters, digits, '.', '_' and '-'"
                            .formatted(version, name));
        }
    }

    private void refuseTaken(String name, String version) {
        if (phase == Phase.ENDED) {
            throw new IllegalStateException("Source '%s' has been closed".formatted(offer.name()));
        }
        if (servables().stream()
                .anyMatch(other -> other.name().equals(name) && other.version().equals(version))) {
            throw new IllegalArgumentException(
                    "Version '%s' of handler '%s' is published already: close it first".formatted(version, name));
        }
        names.ownerOf(name).filter(owner -> owner != this).ifPresent(owner -> {
            throw new IllegalArgumentException(
                    "Handler '%s' is served by %s: use another name".formatted(name, owner.place()));
        });
    }

    /** Whether it was there to be taken back. */
    private boolean takeBack(Published gone) {
        if (!published.remove(gone)) {
            return false;
        }
        if (phase == Phase.SERVED) {
            deployments.exchange(List.of(gone.servable), List.of());
        }
        leaving.add(gone.servable);
        return true;
    }

    @Override
    public void serve() {
        phase = Phase.SERVED;
    }

    @Override
    public void freeze() {
        deployments.changing(() -> phase = Phase.ENDED);
    }

    @Override
    public String name() {
        return context.name();
    }

    @Override
    public Optional<Offer> offer() {
        return Optional.of(offer);
    }

    @Override
    public List<Servable<?, ?>> servables() {
        return deployments.changing(() ->
                published.stream().<Servable<?, ?>>map(one -> one.servable).toList());
    }

    @Override
    public List<Servable<?, ?>> everServed() {
        return deployments.changing(() -> {
            var all = new ArrayList<>(leaving);
            all.addAll(servables());
            return all;
        });
    }

    @Override
    public List<String> keys() {
        return context.keys();
    }

    @Override
    public void close() {
        context.close();
    }
}
