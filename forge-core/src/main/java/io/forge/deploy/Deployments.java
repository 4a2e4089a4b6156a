package io.forge.deploy;

import io.forge.plugin.HandlerLoadException;
import io.forge.plugin.Plugin;
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

/**
 * The handlers that are served, with what made them; ends the calls of those that are taken out of service.
 *
 * <p>Safe for use by several threads.
 */
public final class Deployments implements AutoCloseable {

    private final ServableRegistry registry;
    private final EndOfService end;

    /** By name, in the order of their making; changed and read within {@link #changing}. */
    private final Map<String, Deployment> deployments = new LinkedHashMap<>();

    /**
     * None yet.
     *
     * @param end ends those that are taken out of service
     */
    public Deployments(ServableRegistry registry, EndOfService end) {
        this.registry = registry;
        this.end = end;
    }

    /**
     * Serves what was made, or lets go of it.
     *
     * @throws HandlerLoadException if somebody else has a name of it
     */
    void serve(Deployment fresh) {
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
    void discard(Deployment fresh) {
        fresh.freeze();
        endCalls(fresh.everServed());
        fresh.close();
    }

    /** Why something cannot be served, if somebody else has a name of it. */
    private Optional<String> takenBy(Deployment fresh) {
        return fresh.servables().stream()
                .map(Servable::name)
                .flatMap(name -> ownerOf(name).stream().map(owner -> taken(name, fresh, owner)))
                .findFirst();
    }

    /** That of two things with a handler of one name, one cannot be served. */
    static String taken(String name, Deployment fresh, Deployment owner) {
        return "Handler '%s' of %s cannot be served, as %s has that name: remove one of them"
                .formatted(name, fresh.place(), owner.place());
    }

    /**
     * Takes things out of service and puts others into it, in one step; the former must be {@linkplain #end ended}.
     *
     * @return what may have calls in flight of the former
     */
    List<Servable<?, ?>> change(Collection<Deployment> outgoing, Collection<Deployment> incoming) {
        return changing(() -> {
            outgoing.forEach(gone -> deployments.remove(gone.name(), gone));
            incoming.forEach(fresh -> deployments.put(fresh.name(), fresh));
            exchange(all(outgoing, Deployment::servables), all(incoming, Deployment::servables));
            outgoing.forEach(Deployment::freeze);
            incoming.forEach(Deployment::serve);
            return all(outgoing, Deployment::everServed);
        });
    }

    /** As {@link #change}, for some of the handlers of a source. */
    void exchange(List<Servable<?, ?>> outgoing, List<Servable<?, ?>> incoming) {
        registry.change(outgoing, incoming);
    }

    /** Does something while nobody else changes what is served; no code of a plugin runs meanwhile. */
    public synchronized <T> T changing(Supplier<T> change) {
        return change.get();
    }

    private static List<Servable<?, ?>> all(
            Collection<Deployment> deployments, Function<Deployment, List<Servable<?, ?>>> which) {
        return deployments.stream().map(which).flatMap(List::stream).toList();
    }

    /** Ends the calls of what was taken out of service, and closes what it has opened. */
    void end(List<Deployment> outgoing, List<Servable<?, ?>> servables) {
        endCalls(servables);
        closeAll(outgoing);
    }

    /** Ends handlers that are out of service, with the calls that they have. */
    void endCalls(List<Servable<?, ?>> servables) {
        end.end(servables);
        servables.forEach(registry::forget);
    }

    /** What is in service now, in the order of its making. */
    List<Deployment> all() {
        return changing(() -> List.copyOf(deployments.values()));
    }

    /** What serves a handler of that name. */
    Optional<Deployment> ownerOf(String handler) {
        return all().stream()
                .filter(one -> one.servables().stream()
                        .anyMatch(servable -> servable.name().equals(handler)))
                .findFirst();
    }

    /** Whether something that a plugin offers is in service, be it a source that has nothing to serve yet. */
    public boolean haveAnyOf(Plugin plugin) {
        return all().stream().anyMatch(one -> one.isMadeBy(plugin));
    }

    /** The names of the handlers of a plugin that are in service. */
    public List<String> handlersOf(Plugin plugin) {
        return all().stream()
                .filter(one -> one.isMadeBy(plugin))
                .flatMap(one -> one.servables().stream())
                .map(Servable::name)
                .toList();
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
        return ownerOf(name).map(Deployment::place).orElse("");
    }

    /** The keys that a handler's own section may have. */
    public List<String> keysOf(String name) {
        return ownerOf(name).map(Deployment::keys).orElse(List.of());
    }

    /** Nothing can be published any more; what is in service stays. */
    public void freeze() {
        all().forEach(Deployment::freeze);
    }

    /** Closes what the handlers opened, the last handler first; no code of theirs is started any more. */
    @Override
    public void close() {
        freeze();
        closeAll(all());
    }

    private static void closeAll(List<Deployment> all) {
        var reversed = new ArrayList<>(all);
        Collections.reverse(reversed);
        reversed.forEach(Deployment::close);
    }
}
