package io.forge.deploy;

import io.forge.api.HandlerRegistry.LoadContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What was opened and reserved for one load of a version; closed once. */
final class LoadScope implements LoadContext, AutoCloseable {

    private final ModelMemory memory;
    private final Tenant owner;
    private final Resources resources;
    private final AtomicLong reserved = new AtomicLong();
    private final AtomicLong leaving = new AtomicLong();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
    private volatile boolean released;

    LoadScope(String handler, ModelMemory memory, Tenant owner) {
        this.memory = memory;
        this.owner = owner;
        this.resources = new Resources(handler);
    }

    @Override
    public void reserveMemory(long bytes) {
        memory.reserve(owner, bytes);
        reserved.addAndGet(bytes);
        if (released) { // The load was given up, and nobody will come to release it.
            release();
            throw new IllegalStateException("The load was given up");
        }
    }

    @Override
    public void onClose(AutoCloseable resource) {
        resources.add(resource);
    }

    long reserved() {
        return reserved.get();
    }

    /** Its memory will be free soon. */
    void leave() {
        leaving.set(reserved.get());
        memory.leave(leaving.get());
    }

    /** Closes what was opened, the last first, then gives the memory back; waits where another thread does that. */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            closed.join();
            return;
        }
        try {
            resources.close();
        } finally {
            released = true;
            release();
            closed.complete(null);
        }
    }

    private void release() {
        memory.release(reserved.getAndSet(0), leaving.getAndSet(0));
    }
}
