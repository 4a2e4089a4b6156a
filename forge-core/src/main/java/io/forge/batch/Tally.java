package io.forge.batch;

import java.util.EnumMap;
import java.util.Map;

/** Counts by kind. Not safe for use by many threads. */
final class Tally<E extends Enum<E>> {

    private final Map<E, long[]> counts;
    private final Class<E> kinds;

    Tally(Class<E> kinds) {
        this.kinds = kinds;
        this.counts = new EnumMap<>(kinds);
        for (E kind : kinds.getEnumConstants()) {
            counts.put(kind, new long[1]);
        }
    }

    void add(E kind) {
        long[] count = counts.get(kind);
        if (count != null) {
            count[0]++;
        }
    }

    /** A copy, with every kind. */
    Map<E, Long> counts() {
        Map<E, Long> copy = new EnumMap<>(kinds);
        counts.forEach((kind, count) -> copy.put(kind, count[0]));
        return copy;
    }
}
