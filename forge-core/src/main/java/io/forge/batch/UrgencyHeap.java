package io.forge.batch;

import java.util.List;

/**
 * Buckets by the latest start of their first item, of which items can be taken without touching the buckets. Guarded by the
 * scheduler's lock.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
final class UrgencyHeap<I, O> {

    private final Urgency urgency;

    private Bucket<I, O>[] buckets = newBuckets(16);
    private int[] taken = new int[16];
    private long[] latestStarts = new long[16];
    private int size;

    UrgencyHeap(Urgency urgency) {
        this.urgency = urgency;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <I, O> Bucket<I, O>[] newBuckets(int length) {
        return new Bucket[length];
    }

    /** Starts over with buckets of which none is empty. */
    void fill(List<Bucket<I, O>> all) {
        size = all.size();
        if (buckets.length < size) {
            buckets = newBuckets(size * 2);
            taken = new int[size * 2];
            latestStarts = new long[size * 2];
        }
        for (int i = 0; i < size; i++) {
            Bucket<I, O> bucket = all.get(i);
            buckets[i] = bucket;
            taken[i] = 0;
            latestStarts[i] = size == 1 ? 0 : urgency.latestStart(bucket.get(0));
        }
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    /** The bucket whose first item must start earliest. */
    Bucket<I, O> first() {
        return buckets[0];
    }

    /** How many items of the first bucket were taken before. */
    int taken() {
        return taken[0];
    }

    /** Takes the next items of the first bucket. */
    void take(int items) {
        taken[0] += items;
        if (taken[0] < buckets[0].size()) {
            latestStarts[0] = size == 1 ? 0 : urgency.latestStart(buckets[0].get(taken[0]));
        } else {
            size--;
            move(size, 0);
        }
        sink(0);
    }

    private void sink(int from) {
        int place = from;
        while (true) {
            int least = place;
            int left = 2 * place + 1;
            if (left < size && latestStarts[left] - latestStarts[least] < 0) {
                least = left;
            }
            if (left + 1 < size && latestStarts[left + 1] - latestStarts[least] < 0) {
                least = left + 1;
            }
            if (least == place) {
                return;
            }
            swap(place, least);
            place = least;
        }
    }

    private void swap(int one, int other) {
        Bucket<I, O> bucket = buckets[one];
        int count = taken[one];
        long latestStart = latestStarts[one];
        move(other, one);
        buckets[other] = bucket;
        taken[other] = count;
        latestStarts[other] = latestStart;
    }

    private void move(int from, int to) {
        buckets[to] = buckets[from];
        taken[to] = taken[from];
        latestStarts[to] = latestStarts[from];
    }
}
