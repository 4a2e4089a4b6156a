package io.forge.batch.simulation;

import io.forge.batch.Timer;
import java.util.PriorityQueue;

/** A clock that stands still until the next thing happens. Everything happens on one thread, in an order that a seed decides. */
final class VirtualTime implements Timer {

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long now;
    private long number;

    private static final class Event implements Comparable<Event> {
        private final long at;
        private final long number;
        private Runnable action;

        private Event(long at, long number, Runnable action) {
            this.at = at;
            this.number = number;
            this.action = action;
        }

        @Override
        public int compareTo(Event other) {
            long difference = at - other.at;
            return difference != 0 ? Long.signum(difference) : Long.compare(number, other.number);
        }
    }

    VirtualTime(long start) {
        now = start;
    }

    long now() {
        return now;
    }

    @Override
    public Runnable at(long at, Runnable action) {
        var event = new Event(at - now < 0 ? now : at, number++, action);
        events.add(event);
        return () -> {
            event.action = null;
            events.remove(event);
        };
    }

    void after(double nanos, Runnable action) {
        at(now + Math.max(0, (long) nanos), action);
    }

    /** Lets happen what happens until a time. */
    void runUntil(long end) {
        while (!events.isEmpty() && events.peek().at - end <= 0) {
            step();
        }
        now = end;
    }

    /** Lets the next thing happen; {@code false} if there is none. */
    boolean step() {
        Event event = events.poll();
        if (event == null) {
            return false;
        }
        now = event.at;
        if (event.action != null) {
            event.action.run();
        }
        return true;
    }

    /** How much is still to happen. */
    int pending() {
        return events.size();
    }
}
