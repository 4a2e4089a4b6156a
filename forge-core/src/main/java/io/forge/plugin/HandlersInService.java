package io.forge.plugin;

import io.forge.api.Handler;
import io.forge.config.ConfigException;
import io.forge.runtime.EndOfService;
import io.forge.runtime.Servable;
import io.forge.runtime.ServableRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The handlers that are served, with what made them; ends the calls of those that are taken out of service.
 *
 * <p>Safe for use by several threads.
 */
public final class HandlersInService implements AutoCloseable {

    private final HandlerMaker maker;
    private final ServableRegistry registry;
    private final EndOfService end;

    /** By name, in the order of their making; changed and read within {@link #changing}. */
    private final Map<String, Loaded> loaded = new LinkedHashMap<>();

    /**
     * None yet.
     *
     * @param end ends those that are taken out of service
     */
    public HandlersInService(HandlerMaker maker, ServableRegistry registry, EndOfService end) {
        this.maker = maker;
        this.registry = registry;
        this.end = end;
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
        endCalls(fresh.everServed());
        fresh.close();
    }

    /** Why something cannot be served, if somebody else has a name of it. */
    private Optional<String> takenBy(Loaded fresh) {
        return fresh.servables().stream()
                .map(Servable::name)
                .flatMap(name -> ownerOf(name).stream().map(owner -> taken(name, fresh, owner)))
                .findFirst();
    }

    /** That of two things with a handler of one name, one cannot be served. */
    static String taken(String name, Loaded fresh, Loaded owner) {
        return "Handler '%s' of %s cannot be served, as %s has that name: remove one of them"
                .formatted(name, fresh.place(), owner.place());
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
     * @return what may have calls under way of the former
     */
    List<Servable<?, ?>> change(Collection<Loaded> outgoing, Collection<Loaded> incoming) {
        return changing(() -> {
            outgoing.forEach(gone -> loaded.remove(gone.name(), gone));
            incoming.forEach(fresh -> loaded.put(fresh.name(), fresh));
            exchange(all(outgoing, Loaded::servables), all(incoming, Loaded::servables));
            sources(outgoing).forEach(OpenSource::end);
            sources(incoming).forEach(OpenSource::serve);
            return all(outgoing, Loaded::everServed);
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

    private static List<Servable<?, ?>> all(Collection<Loaded> loaded, Function<Loaded, List<Servable<?, ?>>> which) {
        return loaded.stream().map(which).flatMap(List::stream).toList();
    }

    /** Ends the calls of what was taken out of service, and closes what it has opened. */
    void end(List<Loaded> outgoing, List<Servable<?, ?>> servables) {
        endCalls(servables);
        closeAll(outgoing);
    }

    /** Ends handlers that are out of service, with the calls that they have. */
    void endCalls(List<Servable<?, ?>> servables) {
        end.end(servables);
        servables.forEach(registry::forget);
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

    /** Nothing can be published any more; what is in service stays. */
    public void freeze() {
        sources(all()).forEach(OpenSource::end);
    }

    /** Closes what the handlers opened, the last handler first; no code of theirs is started any more. */
    @Override
    public void close() {
        freeze();
        closeAll(all());
    }

    private static void closeAll(List<Loaded> all) {
        var reversed = new ArrayList<>(all);
        Collections.reverse(reversed);
        reversed.forEach(Loaded::close);
    }
}
