package io.forge.runtime;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names in the log, once, each handler whose code holds an IO thread for too long. */
final class EventLoopWatch {

    private static final Logger LOG = LoggerFactory.getLogger(EventLoopWatch.class);

    /** The first call on a thread loads classes, which is nobody's fault. */
    private static final long FIRST_CALL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Clock clock;
    private final long limitNanos;
    private final List<Slot> slots = new CopyOnWriteArrayList<>();
    private final ThreadLocal<Slot> slotOfThread = ThreadLocal.withInitial(this::newSlot);
    private final Set<String> named = ConcurrentHashMap.newKeySet();

    EventLoopWatch(Clock clock, long limitNanos) {
        this.clock = clock;
        this.limitNanos = limitNanos;
    }

    private Slot newSlot() {
        var slot = new Slot(Thread.currentThread());
        slots.add(slot);
        return slot;
    }

    /** What this thread, an IO thread, does; whoever gets it calls {@link Slot#enter} and {@link Slot#leave}. */
    Slot slot() {
        return slotOfThread.get();
    }

    /** Looks at every IO thread; called again and again by one thread that watches. */
    void check() {
        for (var slot : slots) {
            String handler = slot.handler.getAcquire();
            if (handler == null) {
                continue;
            }
            long since = slot.since;
            long held = clock.nanoTime() - since;
            long limit = slot.calls == 1 ? Math.max(limitNanos, FIRST_CALL_NANOS) : limitNanos;
            boolean sameCall = handler.equals(slot.handler.getAcquire()) && slot.since == since;
            if (sameCall && held > limit && named.add(handler)) {
                warn(slot.thread, handler, held);
            }
        }
    }

    private static void warn(Thread thread, String handler, long heldNanos) {
        var where = new Throwable("what it does now");
        where.setStackTrace(thread.getStackTrace());
        LOG.warn(
                "Handler {} has held IO thread '{}' for {} ms, and every connection of that thread waits."
                        + " Code that blocks or computes belongs on another dispatch: worker or virtual",
                handler,
                thread.getName(),
                heldNanos / 1_000_000,
                where);
    }

    /** What one IO thread does now; written by that thread, without a fence, and read by the one that watches. */
    static final class Slot {

        private final Thread thread;
        private final AtomicReference<@Nullable String> handler = new AtomicReference<>();

        /** When the handler's code began; written before {@link #handler}, as is what follows. */
        private long since;

        private int calls;

        private Slot(Thread thread) {
            this.thread = thread;
        }

        /** This thread is about to run code of that handler. */
        void enter(String name, long now) {
            since = now;
            calls++;
            handler.setRelease(name);
        }

        /** This thread has come back from the handler's code. */
        void leave() {
            handler.setRelease(null);
        }
    }
}
