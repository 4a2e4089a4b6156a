package io.forge.plugin;

import io.forge.config.ConfigException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of the handlers when a plugin comes, goes, or takes the place of another: made first, then put into effect. */
final class PluginChange {

    private final HandlersInService service;
    private final HandlerMaker maker;
    private final Selection selection;
    private final List<LoadedHandler> outgoing = new ArrayList<>();
    private final List<LoadedHandler> incoming = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    PluginChange(HandlersInService service, HandlerMaker maker, Selection selection) {
        this.service = service;
        this.maker = maker;
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
        boolean mustSucceed = before.isPresent() && fresh.isPresent();
        try {
            missing(fresh, catalog).forEach((name, found) -> make(name, found, mustSucceed));
        } catch (RuntimeException | Error e) {
            incoming.forEach(LoadedHandler::close);
            throw e;
        }
        return this;
    }

    private void tellTakenNames(Plugin fresh, FactoryCatalog catalog) {
        catalog.failures().stream()
                .filter(failure -> failure.plugin().equals(fresh.files().name()))
                .forEach(failure -> problems.add(failure.message()));
    }

    /** What is to be made: what the new plugin offers, and what others offer under names that become free. */
    private Map<String, FoundFactory> missing(Optional<Plugin> fresh, FactoryCatalog catalog) {
        var missing = new LinkedHashMap<String, FoundFactory>();
        for (String name : selection.names(catalog)) {
            catalog.find(selection.settingsOf(name).use().orElse(name))
                    .filter(FoundFactory::isOfPlugin)
                    .filter(found -> !isServed(name))
                    .filter(found -> isFreed(name)
                            || fresh.filter(plugin -> plugin.factories().contains(found))
                                    .isPresent())
                    .ifPresent(found -> missing.put(name, found));
        }
        return missing;
    }

    private boolean isServed(String name) {
        return !isFreed(name)
                && service.all().stream().anyMatch(handler -> handler.name().equals(name));
    }

    private boolean isFreed(String name) {
        return outgoing.stream().anyMatch(handler -> handler.name().equals(name));
    }

    private void make(String name, FoundFactory found, boolean mustSucceed) {
        try {
            incoming.add(maker.make(name, found, selection.settingsOf(name)));
        } catch (HandlerLoadException | ConfigException e) {
            if (mustSucceed) {
                throw e;
            }
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    /** Takes the old handlers out of service and puts the new ones into it, in one step. */
    void commit() {
        service.change(outgoing, incoming);
    }

    /** The handlers that go; to be ended once this has taken effect. */
    List<LoadedHandler> outgoing() {
        return List.copyOf(outgoing);
    }

    /** Why some handlers will not be served. */
    List<String> problems() {
        return List.copyOf(problems);
    }
}
