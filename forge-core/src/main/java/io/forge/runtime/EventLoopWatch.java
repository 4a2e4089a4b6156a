package io.forge.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Finds the handlers whose code holds an IO thread for too long. */
final class EventLoopWatch {

    /**
     * For the first call on a thread, while it loads classes, and for one in place, whose handler is moved away for good: on
     * a busy machine a thread may wait for its processor for longer than the limit.
     */
    private static final long IN_DOUBT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Clock clock;
    private final long limitNanos;
    private final List<Slot> slots = new CopyOnWriteArrayList<>();
    private final ThreadLocal<Slot> slotOfThread = ThreadLocal.withInitial(this::newSlot);
    private final HoldLog log = new HoldLog();

    EventLoopWatch(Clock clock, long limitNanos) {
        this.clock = clock;
        this.limitNanos = limitNanos;
    }

    private Slot newSlot() {
        var slot = new Slot(Thread.currentThread());
        slots.add(slot);
        return slot;
    }

    /** What is on an IO thread for a while; asked by the thread that watches. */
    interface Occupant {

        /** Whose code it is. */
        String handler();

        /** Whether it is on a virtual thread, started in place. */
        boolean isInPlace();

        /** It is still there. */
        void noticed();

        /** It is there for longer than it may be, by so many nanoseconds more than when this was called last. */
        void heldBeyondLimit(long nanos);

        /** It is there for too long, as perhaps it was when this was called before; what follows from that, for the log. */
        String heldTooLong();
    }

    /** What this thread, an IO thread, does; whoever gets it calls {@link Slot#enter} and {@link Slot#leave}. */
    Slot slot() {
        return slotOfThread.get();
    }

    long now() {
        return clock.nanoTime();
    }

    /** Looks at every IO thread; called again and again by one thread that watches. */
    void check() {
        for (var slot : slots) {
            var occupant = slot.occupant.getAcquire();
            if (occupant == null) {
                continue;
            }
            int call = slot.calls;
            long held = clock.nanoTime() - slot.since;
            boolean sameCall = occupant.equals(slot.occupant.getAcquire()) && slot.calls == call;
            // Seen twice: when the whole JVM has stood still, whatever comes first looks as if it had been there for
            // long.
            if (sameCall && slot.noticed == call) {
                occupant.noticed();
                slot.tellHeld(occupant, held - limitNanos);
                if (held > limitNanos && (held > IN_DOUBT_NANOS || !isInDoubt(slot, call, occupant))) {
                    warn(slot, call, occupant, held);
                }
            }
            if (slot.noticed != call) {
                slot.told = 0;
            }
            slot.noticed = call;
        }
    }

    private static boolean isInDoubt(Slot slot, int call, Occupant occupant) {
        return occupant.isInPlace() || (call == 1 && ColdCode.isAt(slot.thread.getStackTrace()));
    }

    private void warn(Slot slot, int call, Occupant occupant, long heldNanos) {
        var hold = new HoldLog.Hold(slot.thread, heldNanos, occupant.heldTooLong());
        log.add(occupant.handler(), slot.named != call, clock.nanoTime(), hold);
        slot.named = call;
    }

    /** What one IO thread does now; written by that thread, without a fence, and read by the one that watches. */
    static final class Slot {

        private final Thread thread;
        private final AtomicReference<@Nullable Occupant> occupant = new AtomicReference<>();

        /** When the handler's code began; written before {@link #occupant}, as is what follows. */
        private long since;

        private int calls;

        /** The call that the last check saw, counted as {@link #calls}; used by the thread that watches only. */
        private int noticed;

        /** The last call that held its thread for too long; used by the thread that watches only. */
        private int named;

        /** How many nanoseconds beyond the limit that call was told of; used by the thread that watches only. */
        private long told;

        private Slot(Thread thread) {
            this.thread = thread;
        }

        private void tellHeld(Occupant code, long beyond) {
            if (beyond > told) {
                code.heldBeyondLimit(beyond - told);
                told = beyond;
            }
        }

        /** This thread is about to run code of that handler. */
        void enter(Occupant code, long now) {
            since = now;
            calls++;
            occupant.setRelease(code);
        }

        /** This thread has come back from the handler's code. */
        void leave() {
            occupant.setRelease(null);
        }
    }
}
