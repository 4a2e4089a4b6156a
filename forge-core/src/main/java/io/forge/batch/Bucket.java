package io.forge.batch;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The items of one key that wait, earliest deadline first, equal ones by arrival. Guarded by the scheduler's lock.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
public final class Bucket<I, O> {

    private final Object key;
    private @Nullable QueuedItem<I, O>[] slots = newSlots(16);
    private int head;
    private int size;
    private int items;
    private int unlike;

    Bucket(Object key) {
        this.key = key;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <I, O> @Nullable QueuedItem<I, O>[] newSlots(int length) {
        return new QueuedItem[length];
    }

    public Object key() {
        return key;
    }

    public int size() {
        return size;
    }

    /** How many items of a batch they take together. */
    public int items() {
        return items;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Whether each takes one item and costs one, so that places can be computed. */
    boolean isUniform() {
        return unlike == 0;
    }

    public QueuedItem<I, O> get(int index) {
        return requireNonNull(slots[head + index]);
    }

    void add(QueuedItem<I, O> item) {
        if (head + size == slots.length) {
            makeRoom();
        }
        int place = head + size;
        while (place > head && isBefore(item, get(place - 1 - head))) {
            slots[place] = slots[place - 1];
            place--;
        }
        slots[place] = item;
        size++;
        count(item, 1);
    }

    private void makeRoom() {
        if (head > slots.length / 2) {
            System.arraycopy(slots, head, slots, 0, size);
            Arrays.fill(slots, size, head + size, null);
        } else {
            @Nullable QueuedItem<I, O>[] larger = newSlots(slots.length * 2);
            System.arraycopy(slots, head, larger, 0, size);
            slots = larger;
        }
        head = 0;
    }

    /** Takes out one that stands here. */
    void remove(QueuedItem<I, O> item) {
        removeAt(get(0) == item ? 0 : indexOf(item));
    }

    private void removeAt(int index) {
        count(get(index), -1);
        if (index == 0) {
            slots[head++] = null;
        } else {
            int place = head + index;
            System.arraycopy(slots, place + 1, slots, place, size - index - 1);
            slots[head + size - 1] = null;
        }
        size--;
        if (size == 0) {
            head = 0;
        }
    }

    /** The place of one that stands here. */
    int indexOf(QueuedItem<I, O> item) {
        int low = 0;
        int high = size - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isBefore(get(middle), item)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void count(QueuedItem<I, O> item, int sign) {
        items += sign * item.items();
        unlike += item.items() == 1 && item.cost() == 1 ? 0 : sign;
    }

    /** Times are compared by their difference, as a clock may wrap. */
    private static boolean isBefore(QueuedItem<?, ?> one, QueuedItem<?, ?> other) {
        long difference = one.deadline() - other.deadline();
        return difference < 0 || (difference == 0 && one.sequence() - other.sequence() < 0);
    }
}
