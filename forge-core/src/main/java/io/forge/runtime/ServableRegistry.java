package io.forge.runtime;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The handlers in service, by name; safe for use by several threads. */
public final class ServableRegistry {

    private final Map<String, Servable<?, ?>> servables = new ConcurrentSkipListMap<>();

    /**
     * Serves a handler from now on.
     *
     * @throws IllegalArgumentException if another one has its name
     */
    public void add(Servable<?, ?> servable) {
        if (servables.putIfAbsent(servable.name(), servable) != null) {
            throw new IllegalArgumentException("Two handlers are named " + servable.name());
        }
    }

    /** The handler of that name. */
    public Optional<Servable<?, ?>> find(String name) {
        return Optional.ofNullable(servables.get(name));
    }

    /** All handlers, by name. */
    public Collection<Servable<?, ?>> all() {
        return servables.values();
    }

    /** How many calls are under way. */
    public int underWay() {
        int sum = 0;
        for (var servable : servables.values()) {
            sum += servable.lane().taken();
        }
        return sum;
    }
}
