package io.forge.runtime;

import java.util.List;
import java.util.TreeMap;

/** Counts the batches of a handler by their size; safe for use by several threads. */
final class BatchSizes {

    private final TreeMap<Integer, BatchSize> sizes = new TreeMap<>();

    /** A batch has run. */
    void ran(int items, long nanos) {
        var one = new BatchSize(items, 1, nanos);
        synchronized (sizes) {
            sizes.merge(items, one, BatchSize::and);
        }
    }

    /** What was counted, the smallest batches first. */
    List<BatchSize> all() {
        synchronized (sizes) {
            return List.copyOf(sizes.values());
        }
    }
}
