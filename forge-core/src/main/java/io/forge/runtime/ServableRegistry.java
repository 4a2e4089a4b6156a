package io.forge.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
    private @Nullable Runnable listener;

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

    /**
     * Puts handlers into service, and takes others out of it, in one step. Calls of the latter go on, new ones find the
     * former; each that is taken out must be {@linkplain #forget forgotten} in the end.
     *
     * @param outgoing in service now
     * @param incoming those of a name and version that is in service take its place
     */
    public synchronized void change(Collection<Servable<?, ?>> outgoing, Collection<Servable<?, ?>> incoming) {
        var changed = new TreeMap<>(servables);
        outgoing.forEach(servable -> changed.computeIfPresent(
                servable.name(), (name, versions) -> versions.without(servable).orElse(null)));
        incoming.forEach(servable -> changed.merge(
                servable.name(), ServableVersions.of(servable), (versions, fresh) -> versions.with(servable)));
        retired.addAll(outgoing);
        servables = changed;
        if (listener != null) {
            listener.run();
        }
        // After the change: whoever is not let in any more finds what has taken its place.
        outgoing.forEach(Servable::retire);
    }

    /** Has somebody told after each change, on the thread that makes it; takes the place of who was told before. */
    public synchronized void onChange(Runnable told) {
        listener = told;
    }

    /** Lets go of a handler that was taken out of service and has {@linkplain EndOfService ended}. */
    public void forget(Servable<?, ?> servable) {
        retired.remove(servable);
    }

    /** The handler of that name, in its newest version. */
    public Optional<Servable<?, ?>> find(String name) {
        return Optional.ofNullable(servables.get(name)).map(ServableVersions::newest);
    }

    /** All handlers, by name. */
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
