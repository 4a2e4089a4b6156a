package io.forge.plugin;

import io.forge.config.ConfigException;
import io.forge.runtime.Servable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What becomes of the handlers when a plugin comes, goes, or takes the place of another: made first, then put into effect. */
final class PluginChange {

    private final HandlersInService service;
    private final Selection selection;
    private final List<Loaded> outgoing = new ArrayList<>();
    private final List<Loaded> incoming = new ArrayList<>();
    private final Map<String, String> problems = new LinkedHashMap<>();
    private List<Servable<?, ?>> outgoingServables = List.of();

    PluginChange(HandlersInService service, Selection selection) {
        this.service = service;
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
    PluginChange prepare(Optional<Plugin> before, Optional<Plugin> fresh, FactoryCatalog catalog) {
        service.all().stream()
                .filter(handler -> before.filter(plugin -> plugin.made(handler)).isPresent())
                .forEach(outgoing::add);
        fresh.ifPresent(plugin -> tellTakenNames(plugin, catalog));
        try {
            var missing = missing(fresh, catalog);
            if (before.isPresent() && fresh.isPresent() && !problems.isEmpty()) {
                throw new HandlerLoadException(String.join("; ", problems.values()));
            }
            missing.forEach((name, found) -> make(name, found, before.isPresent() && isOffered(found, fresh)));
        } catch (RuntimeException | Error e) {
            incoming.forEach(service::discard);
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
    private Map<String, Found> missing(Optional<Plugin> fresh, FactoryCatalog catalog) {
        var missing = new LinkedHashMap<String, Found>();
        for (String name : selection.names(catalog)) {
            catalog.find(selection.settingsOf(name).use().orElse(name))
                    .filter(Found::isOfPlugin)
                    .filter(found -> isFreed(name) || isOffered(found, fresh))
                    .filter(found -> isFree(name, found))
                    .ifPresent(found -> missing.put(name, found));
        }
        return missing;
    }

    private static boolean isOffered(Found found, Optional<Plugin> fresh) {
        return fresh.filter(plugin -> plugin.offers(found)).isPresent();
    }

    private boolean isFree(String name, Found found) {
        var owner = service.ownerOf(name).filter(one -> !outgoing.contains(one));
        owner.ifPresent(other -> problems.put(
                name,
                "Handler '%s' of %s is not served, as %s has that name: remove one of them"
                        .formatted(name, found.place(), other.place())));
        return owner.isEmpty();
    }

    private boolean isFreed(String name) {
        return outgoing.stream()
                .anyMatch(gone -> gone.name().equals(name)
                        || gone.servables().stream()
                                .anyMatch(servable -> servable.name().equals(name)));
    }

    private void make(String name, Found found, boolean mustSucceed) {
        try {
            var fresh = service.make(name, found, selection.settingsOf(name));
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
    private void refuseTaken(Loaded fresh) {
        for (var other : incoming) {
            for (var taken : other.servables()) {
                if (fresh.servables().stream().anyMatch(one -> one.name().equals(taken.name()))) {
                    service.discard(fresh);
                    throw new HandlerLoadException(HandlersInService.taken(taken.name(), fresh, other));
                }
            }
        }
    }

    /** Takes the old handlers out of service and puts the new ones into it, in one step. */
    void commit() {
        outgoingServables = service.change(outgoing, incoming);
    }

    /** Once it has taken effect: ends the calls of the handlers that went, and closes what they have opened. */
    void endOutgoing() {
        service.end(outgoing, outgoingServables);
    }

    /** What was called of the handlers that went. */
    List<Servable<?, ?>> outgoingServables() {
        return outgoingServables;
    }

    boolean bringsSome() {
        return !incoming.isEmpty();
    }

    /** The names of those that come into service. */
    String names() {
        return incoming.stream()
                .flatMap(one -> one.servables().stream())
                .map(Servable::name)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), names -> names.isEmpty() ? "nothing" : names));
    }

    /** Why some handlers will not be served, by name. */
    Map<String, String> problems() {
        return Collections.unmodifiableMap(problems);
    }
}
