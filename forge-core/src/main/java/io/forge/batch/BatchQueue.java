package io.forge.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that waits, in a bucket for each key. Guarded by the scheduler's lock.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
public final class BatchQueue<I, O> {

    private final Map<Object, Bucket<I, O>> byKey = new HashMap<>();
    private final List<Bucket<I, O>> buckets = new ArrayList<>();
    private int items;
    private int size;
    private long sequence;

    /** How many items of batches wait. */
    public int items() {
        return items;
    }

    /** How many calls wait. */
    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** None of them is empty; in no order. */
    public List<Bucket<I, O>> buckets() {
        return buckets;
    }

    public void add(QueuedItem<I, O> item, long now) {
        item.arrive(now, sequence++);
        Bucket<I, O> bucket = bucket(item.key());
        if (bucket == null) {
            bucket = new Bucket<>(item.key());
            byKey.put(item.key(), bucket);
            buckets.add(bucket);
        }
        bucket.add(item);
        item.setWaiting(true);
        items += item.items();
        size++;
    }

    /** Takes an item out, if it is still in. */
    public void remove(QueuedItem<I, O> item) {
        if (!item.isWaiting()) {
            return;
        }
        item.setWaiting(false);
        Bucket<I, O> bucket = bucket(item.key());
        if (bucket == null) {
            throw new IllegalStateException("An item waits in no bucket");
        }
        bucket.remove(item);
        if (bucket.isEmpty()) {
            byKey.remove(item.key());
            buckets.remove(bucket);
        }
        items -= item.items();
        size--;
    }

    /** The bucket of a key; {@code null} if nothing of that key waits. */
    @Nullable Bucket<I, O> bucket(Object key) {
        boolean alone = buckets.size() == 1 && buckets.get(0).key().equals(key);
        return alone ? buckets.get(0) : byKey.get(key);
    }
}
