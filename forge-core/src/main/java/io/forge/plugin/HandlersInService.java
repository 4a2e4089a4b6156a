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
import java.util.function.Supplier;
import java.util.stream.Stream;
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

    /** By name, in the order of their making; changed and read within {@link #changing}. */
    private final Map<String, Loaded> loaded = new LinkedHashMap<>();

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
        serve(make(name, catalog.get(settings.use().orElse(name)), settings));
    }

    /** Makes what can be served, but does not serve it. */
    Loaded make(String name, Found found, HandlerSettings settings) {
        return maker.make(name, found, settings, this);
    }

    /**
     * Serves a handler that the embedding application has made.
     *
     * @throws HandlerLoadException if it cannot be served
     */
    public void serve(String name, Handler<?, ?> handler, HandlerSettings settings) {
        serve(maker.take(name, handler, settings));
    }

    private void serve(Loaded fresh) {
        var taken = changing(() -> {
            var other = takenBy(fresh);
            if (other.isEmpty()) {
                change(List.of(), List.of(fresh));
            }
            return other;
        });
        if (taken.isPresent()) {
            discard(fresh);
            throw new HandlerLoadException(taken.get());
        }
    }

    /** Lets go of what was made and is not going to be served. */
    void discard(Loaded fresh) {
        sources(List.of(fresh)).forEach(OpenSource::end);
        fresh.servables().forEach(registry::forget);
        fresh.close();
    }

    /** Why something cannot be served, if somebody else has a name of it. */
    private Optional<String> takenBy(Loaded fresh) {
        return fresh.servables().stream()
                .map(Servable::name)
                .flatMap(name -> ownerOf(name).stream()
                        .map(owner -> "Handler '%s' of %s cannot be served, as %s has that name: remove one of them"
                                .formatted(name, fresh.place(), owner.place())))
                .findFirst();
    }

    /**
     * Checks a name.
     *
     * @throws HandlerLoadException if no handler may have it
     */
    public static void checkName(String name) {
        HandlerNames.check(name);
    }

    /**
     * Takes things out of service and puts others into it, in one step; the former must be {@linkplain #end ended}.
     *
     * @return the former's servables
     */
    List<Servable<?, ?>> change(Collection<Loaded> outgoing, Collection<Loaded> incoming) {
        return changing(() -> {
            outgoing.forEach(gone -> loaded.remove(gone.name(), gone));
            incoming.forEach(fresh -> loaded.put(fresh.name(), fresh));
            var out = servables(outgoing);
            exchange(out, servables(incoming));
            sources(outgoing).forEach(OpenSource::end);
            sources(incoming).forEach(OpenSource::serve);
            return out;
        });
    }

    private static Stream<OpenSource> sources(Collection<Loaded> all) {
        return all.stream().filter(OpenSource.class::isInstance).map(OpenSource.class::cast);
    }

    /** As {@link #change}, for some of the handlers of a source. */
    void exchange(List<Servable<?, ?>> outgoing, List<Servable<?, ?>> incoming) {
        registry.change(outgoing, incoming);
    }

    /** Does something while nobody else changes what is served; no code of a plugin runs meanwhile. */
    synchronized <T> T changing(Supplier<T> change) {
        return change.get();
    }

    private static List<Servable<?, ?>> servables(Collection<Loaded> all) {
        var servables = new ArrayList<Servable<?, ?>>();
        all.forEach(one -> servables.addAll(one.servables()));
        return servables;
    }

    /** Ends the calls of what was taken out of service, and closes what it has opened. */
    void end(List<Loaded> outgoing, List<Servable<?, ?>> servables) {
        endCalls(servables);
        closeAll(outgoing);
    }

    /** Waits for the calls of handlers that are out of service, and interrupts those that take too long. */
    void endCalls(List<Servable<?, ?>> servables) {
        if (!Patience.await(() -> underWay(servables) == 0, drain)) {
            LOG.warn(
                    "Calls of {} still under way after calls.drain ({}) are interrupted: {}",
                    servables,
                    Durations.format(drain),
                    underWay(servables));
            supervisor.abandonAll(
                    servables::contains,
                    new ForgeException(ErrorCode.UNAVAILABLE, "The handler was taken out of service"));
            if (!Patience.await(() -> underWay(servables) == 0, Patience.LAST_WORDS)) {
                LOG.warn(
                        "These calls of {} do not end though they were interrupted: {}",
                        servables,
                        supervisor.calls(servables::contains));
            }
        }
        servables.forEach(registry::forget);
    }

    private static int underWay(List<Servable<?, ?>> servables) {
        return servables.stream().mapToInt(servable -> servable.lane().taken()).sum();
    }

    /** What is in service now, in the order of its making. */
    List<Loaded> all() {
        return changing(() -> List.copyOf(loaded.values()));
    }

    /** What serves a handler of that name. */
    Optional<Loaded> ownerOf(String handler) {
        return all().stream()
                .filter(one -> one.servables().stream()
                        .anyMatch(servable -> servable.name().equals(handler)))
                .findFirst();
    }

    /** Whether a handler of that name is in service. */
    public boolean serves(String name) {
        return ownerOf(name).isPresent();
    }

    /** Whether nothing has been put into service. */
    public boolean isEmpty() {
        return all().isEmpty();
    }

    /** The class that made a handler and the JAR or folder where that is; {@code application} for one that was given. */
    public String placeOf(String name) {
        return ownerOf(name).map(Loaded::place).orElse("");
    }

    /** The keys that a handler's own section may have. */
    public List<String> keysOf(String name) {
        return ownerOf(name).map(Loaded::keys).orElse(List.of());
    }

    /** Closes what the handlers opened, the last handler first. */
    @Override
    public void close() {
        var all = all();
        sources(all).forEach(OpenSource::end);
        closeAll(all);
    }

    private static void closeAll(List<Loaded> all) {
        var reversed = new ArrayList<>(all);
        Collections.reverse(reversed);
        reversed.forEach(Loaded::close);
    }
}
