package io.forge.runtime;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that request bodies may hold at once, over all calls of a server. */
final class BodyMemory {

    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    /**
     * A budget.
     *
     * @param limit bytes
     */
    BodyMemory(long limit) {
        this.limit = limit;
    }

    /** Bytes for all bodies together. */
    long limit() {
        return limit;
    }

    /** Bytes that are reserved now. */
    long taken() {
        return taken.get();
    }

    /** Reserves room for a body, if there is any; whoever got it calls {@link #release} with the same number. */
    boolean tryReserve(long bytes) {
        if (taken.addAndGet(bytes) <= limit) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    /** Gives room back. */
    void release(long bytes) {
        taken.addAndGet(-bytes);
    }
}
