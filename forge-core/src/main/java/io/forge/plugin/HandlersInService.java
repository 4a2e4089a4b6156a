package io.forge.plugin;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.config.ConfigException;
import io.forge.config.Durations;
import io.forge.runtime.CallSupervisor;
import io.forge.runtime.Patience;
import io.forge.runtime.Servable;
import io.forge.runtime.ServableRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handlers that are served, with what made them; ends the calls of those that are taken out of service.
 *
 * <p>Safe for use by several threads.
 */
public final class HandlersInService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HandlersInService.class);

    private final HandlerMaker maker;
    private final ServableRegistry registry;
    private final CallSupervisor supervisor;
    private final Duration drain;

    /** By name, in the order of their making; guarded by itself. */
    private final Map<String, LoadedHandler> handlers = new LinkedHashMap<>();

    /**
     * None yet.
     *
     * @param drain how long calls may go on whose handler is taken out of service
     */
    public HandlersInService(HandlerMaker maker, ServableRegistry registry, CallSupervisor supervisor, Duration drain) {
        this.maker = maker;
        this.registry = registry;
        this.supervisor = supervisor;
        this.drain = drain;
    }

    /**
     * Makes a handler with its factory and serves it.
     *
     * @param name the name under which it is served
     * @throws HandlerLoadException if it cannot be made or served
     * @throws ConfigException if its own section does not fit
     */
    public void make(String name, FactoryCatalog catalog, HandlerSettings settings) {
        serve(maker.make(name, catalog.get(settings.use().orElse(name)), settings));
    }

    /**
     * Serves a handler that the embedding application has made.
     *
     * @throws HandlerLoadException if it cannot be served
     */
    public void serve(String name, Handler<?, ?> handler, HandlerSettings settings) {
        serve(maker.take(name, handler, settings));
    }

    private void serve(LoadedHandler handler) {
        try {
            registry.add(handler.servable());
        } catch (IllegalArgumentException e) {
            handler.close();
            throw new HandlerLoadException(
                    "Handler '%s' cannot be served. %s".formatted(handler.name(), e.getMessage()), e);
        }
        synchronized (handlers) {
            handlers.put(handler.name(), handler);
        }
    }

    /**
     * Checks a name.
     *
     * @throws HandlerLoadException if no handler may have it
     */
    public static void checkName(String name) {
        HandlerNames.check(name);
    }

    /** Takes handlers out of service and puts others into it, in one step; the former must be {@linkplain #end ended}. */
    void change(Collection<LoadedHandler> outgoing, Collection<LoadedHandler> incoming) {
        synchronized (handlers) {
            outgoing.forEach(handler -> handlers.remove(handler.name(), handler));
            incoming.forEach(handler -> handlers.put(handler.name(), handler));
        }
        registry.change(servables(outgoing), servables(incoming));
    }

    private static List<Servable<?, ?>> servables(Collection<LoadedHandler> loaded) {
        var servables = new ArrayList<Servable<?, ?>>();
        loaded.forEach(handler -> servables.add(handler.servable()));
        return servables;
    }

    /**
     * Waits for the calls of handlers that are out of service, interrupts those that take too long, and closes what the
     * handlers opened.
     */
    void end(List<LoadedHandler> outgoing) {
        var servables = servables(outgoing);
        if (!Patience.await(() -> underWay(servables) == 0, drain)) {
            LOG.warn(
                    "Calls of {} still under way after calls.drain ({}) are interrupted: {}",
                    names(outgoing),
                    Durations.format(drain),
                    underWay(servables));
            supervisor.abandonAll(
                    servables::contains,
                    new ForgeException(ErrorCode.UNAVAILABLE, "The handler was taken out of service"));
            if (!Patience.await(() -> underWay(servables) == 0, Patience.LAST_WORDS)) {
                LOG.warn(
                        "These calls of {} do not end though they were interrupted: {}",
                        names(outgoing),
                        supervisor.calls(servables::contains));
            }
        }
        servables.forEach(registry::forget);
        var reversed = new ArrayList<>(outgoing);
        Collections.reverse(reversed);
        reversed.forEach(LoadedHandler::close);
    }

    private static int underWay(List<Servable<?, ?>> servables) {
        return servables.stream().mapToInt(servable -> servable.lane().taken()).sum();
    }

    private static List<String> names(List<LoadedHandler> handlers) {
        return handlers.stream().map(LoadedHandler::name).toList();
    }

    /** Those that are in service now, in the order of their making. */
    List<LoadedHandler> all() {
        synchronized (handlers) {
            return List.copyOf(handlers.values());
        }
    }

    private Optional<LoadedHandler> find(String name) {
        synchronized (handlers) {
            return Optional.ofNullable(handlers.get(name));
        }
    }

    /** Whether nothing has been put into service. */
    public boolean isEmpty() {
        return all().isEmpty();
    }

    /** The class that made a handler and the JAR or folder where that is; {@code application} for one that was given. */
    public String placeOf(String name) {
        return find(name).map(LoadedHandler::place).orElse("");
    }

    /** The keys that a handler's own section may have. */
    public List<String> keysOf(String name) {
        return find(name).map(LoadedHandler::keys).orElse(List.of());
    }

    /** Closes what the handlers opened, the last handler first. */
    @Override
    public void close() {
        var all = new ArrayList<>(all());
        Collections.reverse(all);
        all.forEach(LoadedHandler::close);
    }
}
