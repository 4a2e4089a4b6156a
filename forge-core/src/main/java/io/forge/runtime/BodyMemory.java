package io.forge.runtime;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that request bodies may hold at once, over all calls of a server. */
public final class BodyMemory {

    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    /**
     * A budget.
     *
     * @param limit bytes
     */
    public BodyMemory(long limit) {
        this.limit = limit;
    }

    /** Reserves room for a body, if there is any; whoever got it calls {@link #release} with the same number. */
    public boolean tryReserve(long bytes) {
        if (taken.addAndGet(bytes) <= limit) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    /** Gives room back. */
    public void release(long bytes) {
        taken.addAndGet(-bytes);
    }

    /** Bytes that are reserved now. */
    public long taken() {
        return taken.get();
    }
}
