package io.forge.runtime;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Ends calls whose time is over, and says how long nobody has to look again.
 *
 * <p>One thread looks, now and then; a call costs it no more than one comparison unless its deadline comes before the next
 * look. Safe for use by several threads, of which one looks.
 */
final class DeadlineWatch {

    /** How long nobody looks where no deadline is near. */
    static final Duration LONGEST_PAUSE = Duration.ofMillis(20);

    /** How late a deadline may be noticed, so that however many there are, they do not cost a look each. */
    static final Duration SHORTEST_PAUSE = Duration.ofMillis(2);

    private final Clock clock;
    private final Set<SupervisedCall> calls = ConcurrentHashMap.newKeySet();

    /** On the clock; while somebody looks, the latest time at which the next look may be. */
    private final AtomicLong nextLook;

    private volatile long lastLook;

    DeadlineWatch(Clock clock) {
        this.clock = clock;
        this.lastLook = clock.nanoTime();
        this.nextLook = new AtomicLong(lastLook);
    }

    Stream<SupervisedCall> calls() {
        return calls.stream();
    }

    /** Watches a call from now on; whether the next look must be earlier than was said. */
    boolean add(SupervisedCall call) {
        calls.add(call);
        return comesBeforeNextLook(call);
    }

    void remove(SupervisedCall call) {
        calls.remove(call);
    }

    /** Whether the next look must be earlier than was said, because of this call: its deadline is new. */
    boolean comesBeforeNextLook(SupervisedCall call) {
        // Read after the call is in the set: a look that does not find it there has said by now when the next may be.
        long planned = nextLook.get();
        long deadline = call.deadline();
        return deadline - planned < 0 && bringForward(deadline);
    }

    private boolean bringForward(long deadline) {
        long before = nextLook.getAndAccumulate(deadline, DeadlineWatch::earlier);
        return deadline - before < 0;
    }

    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }

    /** Ends the calls whose time is over. */
    void look() {
        long now = clock.nanoTime();
        lastLook = now;
        nextLook.set(now + LONGEST_PAUSE.toNanos());
        long earliest = now + LONGEST_PAUSE.toNanos();
        for (var call : calls) {
            long deadline = call.deadline();
            if (deadline - now <= 0) {
                call.expire();
            } else {
                earliest = earlier(deadline, earliest);
            }
        }
        bringForward(earliest);
    }

    /** Nanoseconds until somebody must look again; 0 or less if it is time. */
    long untilNextLook() {
        long soonest = lastLook + SHORTEST_PAUSE.toNanos();
        long planned = nextLook.get();
        return (planned - soonest < 0 ? soonest : planned) - clock.nanoTime();
    }
}
