package io.forge.deploy;

import io.forge.config.ConfigException;
import io.forge.plugin.FactoryCatalog;
import io.forge.plugin.HandlerLoadException;
import io.forge.plugin.Offer;
import io.forge.plugin.Plugin;
import io.forge.runtime.Servable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What becomes of the handlers when a plugin comes, goes, or takes the place of another: made first, then put into effect. */
public final class PluginChange {

    private final Deployer deployer;
    private final Deployments deployments;
    private final Selection selection;
    private final List<Deployment> outgoing = new ArrayList<>();
    private final List<Deployment> incoming = new ArrayList<>();
    private final Map<String, String> problems = new LinkedHashMap<>();
    private List<Servable<?, ?>> outgoingServables = List.of();

    /**
     * Nothing is to be changed yet.
     *
     * @param selection what is to be served of what plugins offer
     */
    public PluginChange(Deployer deployer, Selection selection) {
        this.deployer = deployer;
        this.deployments = deployer.deployments();
        this.selection = selection;
    }

    /**
     * Makes the handlers that will be served; nothing is changed yet.
     *
     * @param before the plugin that goes
     * @param fresh the plugin that comes; where one goes for it, each of its handlers must be made, else those that can
     * @param catalog what there will be
     * @throws HandlerLoadException if a handler of the plugin cannot be made for which another goes
     * @throws ConfigException if the section of such a handler does not fit
     */
    public PluginChange prepare(Optional<Plugin> before, Optional<Plugin> fresh, FactoryCatalog catalog) {
        deployments.all().stream()
                .filter(one -> before.filter(one::isMadeBy).isPresent())
                .forEach(outgoing::add);
        fresh.ifPresent(plugin -> tellTakenNames(plugin, catalog));
        try {
            var missing = missing(fresh, catalog);
            if (before.isPresent() && fresh.isPresent() && !problems.isEmpty()) {
                throw new HandlerLoadException(String.join("; ", problems.values()));
            }
            missing.forEach((name, offer) -> make(name, offer, before.isPresent() && isOffered(offer, fresh)));
        } catch (RuntimeException | Error e) {
            incoming.forEach(deployments::discard);
            throw e;
        }
        return this;
    }

    private void tellTakenNames(Plugin fresh, FactoryCatalog catalog) {
        catalog.failures().stream()
                .filter(failure -> failure.plugin().equals(fresh.files().name()))
                .forEach(failure -> failure.handler().ifPresent(name -> problems.put(name, failure.message())));
    }

    /** What is to be made: what the new plugin offers, and what others offer under names that become free. */
    private Map<String, Offer> missing(Optional<Plugin> fresh, FactoryCatalog catalog) {
        var missing = new LinkedHashMap<String, Offer>();
        for (String name : selection.names(catalog)) {
            catalog.find(selection.settingsOf(name).use().orElse(name))
                    .filter(Offer::isOfPlugin)
                    .filter(offer -> isFreed(name) || isOffered(offer, fresh))
                    .filter(offer -> isFree(name, offer))
                    .ifPresent(offer -> missing.put(name, offer));
        }
        return missing;
    }

    private static boolean isOffered(Offer offer, Optional<Plugin> fresh) {
        return fresh.filter(plugin -> plugin.offers(offer)).isPresent();
    }

    private boolean isFree(String name, Offer offer) {
        var owner = deployments.ownerOf(name).filter(one -> !outgoing.contains(one));
        owner.ifPresent(other -> problems.put(
                name,
                "Handler '%s' of %s is not served, as %s has that name: remove one of them"
                        .formatted(name, offer.place(), other.place())));
        return owner.isEmpty();
    }

    private boolean isFreed(String name) {
        return outgoing.stream()
                .anyMatch(gone -> gone.name().equals(name)
                        || gone.servables().stream()
                                .anyMatch(servable -> servable.name().equals(name)));
    }

    private void make(String name, Offer offer, boolean mustSucceed) {
        try {
            var fresh = deployer.make(name, offer, selection.settingsOf(name));
            refuseTaken(fresh);
            incoming.add(fresh);
        } catch (HandlerLoadException | ConfigException e) {
            if (mustSucceed) {
                throw e;
            }
            problems.put(name, String.valueOf(e.getMessage()));
        }
    }

    /** A factory and a source of one plugin may have a name in common, which shows when the source has been opened. */
    private void refuseTaken(Deployment fresh) {
        for (var other : incoming) {
            for (var taken : other.servables()) {
                if (fresh.servables().stream().anyMatch(one -> one.name().equals(taken.name()))) {
                    deployments.discard(fresh);
                    throw new HandlerLoadException(Deployments.taken(taken.name(), fresh, other));
                }
            }
        }
    }

    /** Takes the old handlers out of service and puts the new ones into it, in one step. */
    public void commit() {
        outgoingServables = deployments.change(outgoing, incoming);
    }

    /** Once it has taken effect: ends the calls of the handlers that went, and closes what they have opened. */
    public void endOutgoing() {
        deployments.end(outgoing, outgoingServables);
    }

    /** What was called of the handlers that went. */
    public List<Servable<?, ?>> outgoingServables() {
        return outgoingServables;
    }

    public boolean bringsSome() {
        return !incoming.isEmpty();
    }

    /** The names of those that come into service. */
    public String names() {
        return incoming.stream()
                .flatMap(one -> one.servables().stream())
                .map(Servable::name)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), names -> names.isEmpty() ? "nothing" : names));
    }

    /** Why some handlers will not be served, by name. */
    public Map<String, String> problems() {
        return Collections.unmodifiableMap(problems);
    }
}
