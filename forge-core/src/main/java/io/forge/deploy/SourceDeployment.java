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
 * <p>Of several versions of one name, the one that was published last is served; when that is taken back, the one before.
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

        private final String name;
        private final String version;
        private final Handler<?, ?> handler;

        /** What may have calls in flight; the last one is, or will be, in service, if this is the latest version. */
        private final List<Servable<?, ?>> servables = new ArrayList<>();

        Published(String name, String version, Handler<?, ?> handler) {
            this.name = name;
            this.version = version;
            this.handler = handler;
            servables.add(newServable(name, handler));
        }

        Servable<?, ?> servable() {
            return servables.get(servables.size() - 1);
        }

        /** What is taken out of service does not come back: its place is taken by another one. */
        Servable<?, ?> servableToReturn() {
            if (servables.isEmpty() || servable().lane().isRetired()) {
                servables.add(newServable(name, handler));
            }
            return servable();
        }

        @Override
        public void close() {
            var gone = deployments.changing(() -> takeBack(this));
            deployments.endCalls(gone);
            deployments.changing(() -> leaving.removeAll(gone));
        }
    }

    @Override
    public Registration publish(String name, String version, Handler<?, ?> handler) {
        check(name, version);
        var idle = new ArrayList<Servable<?, ?>>();
        var registration = deployments.changing(() -> {
            refuseTaken(name, version);
            var fresh = new Published(name, version, handler);
            var before = latest(name);
            published.add(fresh);
            if (phase == Phase.SERVED) {
                deployments.exchange(before.map(Published::servable).stream().toList(), List.of(fresh.servable()));
            }
            published.forEach(older -> idle.addAll(takeIdle(older)));
            return fresh;
        });
        deployments.endCalls(idle);
        return registration;
    }

    /** Nobody gets into these any more and nobody is in: what is kept of older versions must not grow with each newer one. */
    private static List<Servable<?, ?>> takeIdle(Published older) {
        var idle = older.servables.stream()
                .filter(servable ->
                        servable.lane().isRetired() && servable.lane().permitsInUse() == 0)
                .toList();
        older.servables.removeAll(idle);
        return idle;
    }

    private Servable<?, ?> newServable(String handlerName, Handler<?, ?> handler) {
        try {
            return configured.create(handlerName, handler);
        } catch (HandlerLoadException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static void check(String name, String version) {
        try {
            HandlerNames.check(name);
        } catch (HandlerLoadException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
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
        if (published.stream().anyMatch(other -> other.name.equals(name) && other.version.equals(version))) {
            throw new IllegalArgumentException(
                    "Version '%s' of handler '%s' is published already: close it first".formatted(version, name));
        }
        names.ownerOf(name).filter(owner -> owner != this).ifPresent(owner -> {
            throw new IllegalArgumentException(
                    "Handler '%s' is served by %s: use another name".formatted(name, owner.place()));
        });
    }

    private Optional<Published> latest(String name) {
        Published latest = null;
        for (var candidate : published) {
            latest = candidate.name.equals(name) ? candidate : latest;
        }
        return Optional.ofNullable(latest);
    }

    /** All that was served of one version, which is out of service now. */
    private List<Servable<?, ?>> takeBack(Published gone) {
        boolean wasLatest = latest(gone.name).filter(gone::equals).isPresent();
        if (published.remove(gone) && wasLatest && phase == Phase.SERVED) {
            var back = latest(gone.name).map(Published::servableToReturn);
            deployments.exchange(List.of(gone.servable()), back.stream().toList());
        }
        var servables = List.copyOf(gone.servables);
        gone.servables.clear();
        leaving.addAll(servables);
        return servables;
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
        return deployments.changing(() -> {
            var latest = new ArrayList<Servable<?, ?>>();
            published.stream()
                    .filter(candidate ->
                            latest(candidate.name).filter(candidate::equals).isPresent())
                    .forEach(candidate -> latest.add(candidate.servable()));
            return latest;
        });
    }

    @Override
    public List<Servable<?, ?>> everServed() {
        return deployments.changing(() -> {
            var all = new ArrayList<>(leaving);
            published.forEach(version -> all.addAll(version.servables));
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
