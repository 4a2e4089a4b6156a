package io.forge.deploy;

import io.forge.api.Handler;
import io.forge.api.HandlerRegistry;
import io.forge.plugin.HandlerLoadException;
import io.forge.plugin.HandlerNames;
import io.forge.plugin.Offer;
import io.forge.plugin.Offer.SourceOffer;
import io.forge.runtime.Await;
import io.forge.runtime.Loadable;
import io.forge.runtime.Servable;
import io.forge.runtime.ServiceChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A handler source that has been opened, with what it has published and offered.
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
    private final LoadServices loads;
    private final List<Published> published = new ArrayList<>();
    private final List<OfferedVersion> offered = new ArrayList<>();
    private final Map<String, Map<String, String>> labels = new HashMap<>();

    /** What was taken back and may still have calls in flight. */
    private final List<Servable<?, ?>> leaving = new ArrayList<>();

    /** What is offered no more and may still have calls in flight. */
    private final List<OfferedVersion> withdrawn = new ArrayList<>();

    private Phase phase = Phase.OPENING;

    SourceDeployment(
            SourceOffer offer,
            LoadingContext context,
            ConfiguredServables configured,
            Deployments deployments,
            PlannedNames names,
            LoadServices loads) {
        this.offer = offer;
        this.context = context;
        this.configured = configured;
        this.deployments = deployments;
        this.names = names;
        this.loads = loads;
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

    /** One version that is loaded by Forge. */
    private final class OfferOfVersion implements Offered {

        private final OfferedVersion version;

        private OfferOfVersion(OfferedVersion version) {
            this.version = version;
        }

        @Override
        public void reload() {
            version.reload();
        }

        @Override
        public void close() {
            if (deployments.changing(() -> withdraw(version))) {
                deployments.endCalls(deployments.changing(version::everServed));
                version.close();
                deployments.changing(() -> withdrawn.remove(version));
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
                deployments.exchange(ServiceChange.of(List.of(), List.of(fresh.servable)));
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

    @Override
    public Offered offer(String name, String version, Loader loader) {
        check(name, version);
        var fresh = deployments.changing(() -> {
            refuseTaken(name, version);
            var one = new OfferedVersion(name, version, loader, configured, deployments, () -> phase, loads);
            offered.add(one);
            if (phase == Phase.SERVED) {
                deployments.exchange(ServiceChange.offering(one));
            }
            return one;
        });
        fresh.offered();
        return new OfferOfVersion(fresh);
    }

    @Override
    public void label(String name, Map<String, String> versionsByLabel) {
        HandlerNames.checkPublished(name);
        versionsByLabel.keySet().forEach(label -> checkForm("Label", name, label));
        var copy = Map.copyOf(versionsByLabel);
        deployments.changing(() -> {
            refuseForeign(name);
            labels.put(name, copy);
            if (phase == Phase.SERVED) {
                deployments.exchange(ServiceChange.labelling(name, copy));
            }
            return copy;
        });
    }

    private static void check(String name, String version) {
        HandlerNames.checkPublished(name);
        checkForm("Version", name, version);
    }

    private static void checkForm(String what, String name, String version) {
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException(
                    "%s '%s' of handler '%s' is malformed: use up to 63 of letters, digits, '.', '_' and '-'"
                            .formatted(what, version, name));
        }
    }

    private void refuseTaken(String name, String version) {
        refuseForeign(name);
        if (offered.stream()
                .anyMatch(other -> other.name().equals(name) && other.version().equals(version))) {
            throw new IllegalArgumentException(
                    "Version '%s' of handler '%s' is offered already: close it first".formatted(version, name));
        }
        if (servables().stream()
                .anyMatch(other -> other.name().equals(name) && other.version().equals(version))) {
            throw new IllegalArgumentException(
                    "Version '%s' of handler '%s' is published already: close it first".formatted(version, name));
        }
    }

    private void refuseForeign(String name) {
        if (phase == Phase.ENDED) {
            throw new IllegalStateException("Source '%s' has been closed".formatted(offer.name()));
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
            deployments.exchange(ServiceChange.of(List.of(gone.servable), List.of()));
        }
        leaving.add(gone.servable);
        return true;
    }

    /** The same for what was offered; nothing of it is loaded any more. */
    private boolean withdraw(OfferedVersion gone) {
        if (!offered.remove(gone)) {
            return false;
        }
        withdrawn.add(gone);
        if (phase == Phase.SERVED) {
            deployments.exchange(ServiceChange.withdrawing(gone, gone.servables()));
        }
        gone.freeze();
        return true;
    }

    /** Waits until what is to be loaded at once is loaded or has failed, or has taken too long. */
    void awaitLoads() {
        Await.until(
                () -> deployments.changing(() -> offered.stream().noneMatch(OfferedVersion::isPending)),
                loads.config().loadTimeout());
    }

    @Override
    public void serve() {
        phase = Phase.SERVED;
    }

    @Override
    public void freeze() {
        deployments.changing(() -> {
            phase = Phase.ENDED;
            offered.forEach(OfferedVersion::freeze);
            return phase;
        });
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
        return deployments.changing(() -> Stream.concat(
                        published.stream().<Servable<?, ?>>map(one -> one.servable),
                        offered.stream().flatMap(one -> one.servables().stream()))
                .toList());
    }

    @Override
    public List<Servable<?, ?>> everServed() {
        return deployments.changing(() -> {
            var all = new ArrayList<>(leaving);
            published.forEach(one -> all.add(one.servable));
            everOffered().forEach(one -> all.addAll(one.everServed()));
            return all;
        });
    }

    private List<OfferedVersion> everOffered() {
        return Stream.concat(withdrawn.stream(), offered.stream()).toList();
    }

    @Override
    public List<Loadable> offered() {
        return deployments.changing(() -> List.copyOf(offered));
    }

    @Override
    public Map<String, Map<String, String>> labels() {
        return deployments.changing(() -> Map.copyOf(labels));
    }

    @Override
    public boolean takesModels() {
        return context.takesModels();
    }

    @Override
    public List<String> keys() {
        return context.keys();
    }

    @Override
    public void close() {
        deployments.changing(this::everOffered).forEach(OfferedVersion::close);
        context.close();
    }
}
