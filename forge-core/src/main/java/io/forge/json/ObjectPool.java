package io.forge.json;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a few things that are dear to make and for one thread at a time, about one for each thread that needs one.
 *
 * <p>They live as long as their codec and not with the threads, which would keep the classes of an unloaded plugin alive.
 */
final class ObjectPool<T> {

    /** A power of two; threads that share a slot by their ids now and then make a thing anew. */
    private static final int COUNT = 64;

    private final AtomicReferenceArray<@Nullable T> slots = new AtomicReferenceArray<>(COUNT);

    /** Takes what this thread has given back, if it is still there; nobody else has it then. */
    @Nullable T take() {
        return slots.getAndSet(ofThisThread(), null);
    }

    /** Keeps something for the next one. */
    void giveBack(T thing) {
        slots.set(ofThisThread(), thing);
    }

    private static int ofThisThread() {
        return (int) Thread.currentThread().getId() & (COUNT - 1);
    }
}
