package io.forge.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The handlers in service, by name and version; safe for use by several threads, each of which sees all of a change or nothing. */
public final class ServableRegistry {

    private final Set<Servable<?, ?>> retired = ConcurrentHashMap.newKeySet();
    private volatile SortedMap<String, ServableVersions> servables = new TreeMap<>();

    /** Of names too of which nothing is there yet; guarded by this. */
    private final Map<String, Map<String, String>> labels = new HashMap<>();

    private final List<Runnable> listeners = new ArrayList<>();

    /**
     * Serves a handler from now on.
     *
     * @throws IllegalArgumentException if another one has its name and version
     */
    public synchronized void add(Servable<?, ?> servable) {
        var versions = servables.get(servable.name());
        if (versions != null && versions.hasVersionOf(servable)) {
            throw new IllegalArgumentException(
                    "Two handlers are version %s of %s".formatted(servable.version(), servable.name()));
        }
        change(List.of(), List.of(servable));
    }

    /** As {@link #change(ServiceChange)}, of what is in service alone. */
    public void change(List<Servable<?, ?>> outgoing, List<Servable<?, ?>> incoming) {
        change(ServiceChange.of(outgoing, incoming));
    }

    /** Puts handlers into service, and takes others out of it, in one step. Calls of the latter go on, new ones find the former. */
    public synchronized void change(ServiceChange change) {
        var changed = new TreeMap<>(servables);
        change.labels().forEach((name, versions) -> label(changed, name, versions));
        change.outgoing().forEach(one -> changed.computeIfPresent(one.name(), (name, all) -> all.without(one)));
        change.withdrawn().forEach(one -> changed.computeIfPresent(one.name(), (name, all) -> all.without(one)));
        change.incoming()
                .forEach(one -> changed.compute(
                        one.name(), (name, all) -> known(name, all).with(one)));
        change.offered()
                .forEach(one -> changed.compute(
                        one.name(), (name, all) -> known(name, all).with(one)));
        changed.values().removeIf(ServableVersions::isEmpty);
        retired.addAll(change.outgoing());
        servables = changed;
        listeners.forEach(Runnable::run);
        // After the change: whoever is not let in any more finds what has taken its place.
        change.outgoing().forEach(Servable::retire);
    }

    private void label(SortedMap<String, ServableVersions> changed, String name, Map<String, String> versions) {
        if (versions.isEmpty()) {
            labels.remove(name);
        } else {
            labels.put(name, versions);
        }
        changed.computeIfPresent(name, (same, all) -> all.labelled(versions));
    }

    private ServableVersions known(String name, @Nullable ServableVersions all) {
        return all != null ? all : ServableVersions.none(name).labelled(labels.getOrDefault(name, Map.of()));
    }

    /** Has somebody told after each change, on the thread that makes it, before calls are turned away from what it takes out. */
    public synchronized void onChange(Runnable told) {
        listeners.add(told);
    }

    /** Lets go of a handler that was taken out of service and has {@linkplain EndOfService ended}. */
    public void forget(Servable<?, ?> servable) {
        retired.remove(servable);
    }

    /** The handler of that name, in its newest version. */
    public Optional<Servable<?, ?>> find(String name) {
        return versions(name).flatMap(ServableVersions::newest);
    }

    /** The versions of the handler of that name. */
    public Optional<ServableVersions> versions(String name) {
        return Optional.ofNullable(servables.get(name));
    }

    /** All handlers that are in service or offered, by name. */
    public Collection<ServableVersions> all() {
        return servables.values();
    }

    /** All that may have calls in flight: handlers that were taken out of service too, until they are forgotten. */
    public synchronized List<Servable<?, ?>> withCalls() {
        var all = new ArrayList<Servable<?, ?>>(retired);
        servables.values().forEach(versions -> all.addAll(versions.all()));
        return all;
    }
}
