package io.forge.deploy;

import io.forge.plugin.Plugin;
import io.forge.runtime.EndOfService;
import io.forge.runtime.Servable;
import io.forge.runtime.ServableRegistry;
import io.forge.runtime.ServiceChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
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

    /** In the order of their making; changed and read within {@link #changing}. */
    private final List<Deployment> deployments = new ArrayList<>();

    /**
     * None yet.
     *
     * @param end ends those that are taken out of service
     */
    public Deployments(ServableRegistry registry, EndOfService end) {
        this.registry = registry;
        this.end = end;
    }

    /** Lets go of what was made and is not going to be served, the last first. */
    void discard(List<Deployment> fresh) {
        fresh.forEach(Deployment::freeze);
        end(fresh, all(fresh, Deployment::everServed));
    }

    /**
     * Takes things out of service and puts others into it, in one step; the former must be {@linkplain #end ended}.
     *
     * @return what may have calls in flight of the former
     */
    List<Servable<?, ?>> change(Collection<Deployment> outgoing, Collection<Deployment> incoming) {
        return changing(() -> {
            deployments.removeIf(one -> isAmong(outgoing, one));
            deployments.addAll(incoming);
            exchange(new ServiceChange(
                    all(outgoing, Deployment::servables),
                    all(incoming, Deployment::servables),
                    all(outgoing, Deployment::offered),
                    all(incoming, Deployment::offered),
                    labels(outgoing, incoming)));
            outgoing.forEach(Deployment::freeze);
            incoming.forEach(Deployment::serve);
            return all(outgoing, Deployment::everServed);
        });
    }

    /** Whether it is one of these, by identity: what is equal may be made by somebody else's factory. */
    @SuppressWarnings("ReferenceEquality") // To compare would call the equals of that factory.
    static boolean isAmong(Collection<Deployment> some, Deployment one) {
        return some.stream().anyMatch(other -> other == one);
    }

    /** What goes has no labels any more. */
    private static Map<String, Map<String, String>> labels(
            Collection<Deployment> outgoing, Collection<Deployment> incoming) {
        var labels = new HashMap<String, Map<String, String>>();
        outgoing.forEach(one -> one.labels().keySet().forEach(name -> labels.put(name, Map.of())));
        incoming.forEach(one -> labels.putAll(one.labels()));
        return labels;
    }

    /** As {@link #change}, for some of the handlers of a source. */
    void exchange(ServiceChange change) {
        registry.change(change);
    }

    /** Does something while nobody else changes what is served; no code of a plugin runs meanwhile. */
    synchronized <T> T changing(Supplier<T> change) {
        return change.get();
    }

    /** Reads several things of which no change comes between. */
    public <T> T read(Supplier<T> reading) {
        return changing(reading);
    }

    private static <T> List<T> all(Collection<Deployment> deployments, Function<Deployment, List<T>> which) {
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
        return changing(() -> List.copyOf(deployments));
    }

    /** What serves a handler of that name. */
    private Optional<Deployment> ownerOf(String handler) {
        return all().stream().filter(one -> one.hasHandler(handler)).findFirst();
    }

    /** Whether something that a plugin offers is in service, be it a source that has nothing to serve yet. */
    public boolean haveAnyOf(Plugin plugin) {
        return all().stream().anyMatch(one -> one.isMadeBy(plugin));
    }

    /** Whether a handler or source of that name is in service, be it a source that has nothing to serve yet. */
    public boolean has(String name) {
        return all().stream().anyMatch(one -> one.name().equals(name));
    }

    /** The names of the handlers of a plugin that are in service. */
    public List<String> handlersOf(Plugin plugin) {
        return all().stream()
                .filter(one -> one.isMadeBy(plugin))
                .flatMap(Deployment::handlers)
                .distinct()
                .toList();
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
