package io.forge.deploy;

import io.forge.config.ByteSize;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The memory that all that is loaded may take together: what was not called for the longest time makes room for what is loaded.
 *
 * <p>Safe for use by several threads, none of which holds the lock while something is unloaded.
 */
final class ModelMemory {

    private final Object lock = new Object();
    private final Optional<ByteSize> limit;
    private final Set<Tenant> tenants = new HashSet<>();
    private long used;

    /** What is about to be released. */
    private long leaving;

    ModelMemory(Optional<ByteSize> limit) {
        this.limit = limit;
    }

    /**
     * Takes memory; waits until others have made room, where there is none.
     *
     * @param owner is not unloaded for itself
     * @throws IllegalStateException if there is no room
     */
    void reserve(Tenant owner, long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("The memory of a handler cannot be %s bytes".formatted(bytes));
        }
        while (!tryTake(bytes)) {
            boolean changed = isWorthwhile(owner, bytes) && (makeRoom(owner) || awaitRelease(bytes));
            if (!changed) {
                throw new IllegalStateException(noRoom(bytes));
            }
        }
    }

    private boolean tryTake(long bytes) {
        synchronized (lock) {
            boolean fits = fits(bytes);
            if (fits) {
                used += bytes;
            }
            return fits;
        }
    }

    /** Under the lock. */
    private boolean fits(long bytes) {
        return limit.isEmpty() || bytes <= limit.get().bytes() - used;
    }

    /** Whether there would be room if all others went. */
    private boolean isWorthwhile(Tenant owner, long bytes) {
        long others = others(owner).stream().mapToLong(Tenant::memory).sum();
        synchronized (lock) {
            return fits(bytes - others - leaving);
        }
    }

    /**
     * What may be unloaded.
     *
     * @param lastUse as it was, lest it change while it is compared
     */
    private record Candidate(Tenant tenant, long lastUse) {}

    private boolean makeRoom(Tenant owner) {
        return others(owner).stream()
                .map(other -> new Candidate(other, other.lastUse()))
                .sorted((one, other) -> Long.signum(one.lastUse - other.lastUse))
                .anyMatch(candidate -> candidate.tenant.makeRoom());
    }

    private List<Tenant> others(Tenant owner) {
        synchronized (lock) {
            return tenants.stream()
                    .filter(other -> !other.equals(owner) && other.memory() > 0)
                    .toList();
        }
    }

    /** Whether something was released, or may have been. */
    private boolean awaitRelease(long bytes) {
        synchronized (lock) {
            boolean hope = leaving > 0 || fits(bytes);
            try {
                while (leaving > 0 && !fits(bytes)) {
                    lock.wait(); // Until who leaves has ended, or the load is given up.
                }
                return hope;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Nobody waits for the memory any more", e);
            }
        }
    }

    private String noRoom(long bytes) {
        synchronized (lock) {
            return "it needs %s, but models.memory is %s, of which %s are taken"
                    .formatted(new ByteSize(bytes), limit.orElse(new ByteSize(Long.MAX_VALUE)), new ByteSize(used));
        }
    }

    /** It may be unloaded from now on. */
    void enter(Tenant tenant) {
        synchronized (lock) {
            tenants.add(tenant);
        }
    }

    /** It is not there to be unloaded any more. */
    void exit(Tenant tenant) {
        synchronized (lock) {
            tenants.remove(tenant);
        }
    }

    /** So many bytes will be released soon. */
    void leave(long bytes) {
        synchronized (lock) {
            leaving += bytes;
        }
    }

    /**
     * Gives memory back.
     *
     * @param bytes how many
     * @param left how many of them were said to be leaving
     */
    void release(long bytes, long left) {
        synchronized (lock) {
            used -= bytes;
            leaving -= left;
            lock.notifyAll();
        }
    }
}
