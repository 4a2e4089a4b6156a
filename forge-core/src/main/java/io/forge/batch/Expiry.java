package io.forge.batch;

/** Says whether the deadline of an item has come. Called under the scheduler's lock. */
@FunctionalInterface
public interface Expiry {

    /** When it is asked. */
    enum Moment {
        /** The item has just come. */
        OFFER,
        /** A deadline is due. */
        TIMER,
        /** The item is about to run. */
        CLAIM
    }

    boolean isOver(QueuedItem<?, ?> item, Moment moment, long now);

    /** It has come once it is reached, whenever that is asked. */
    static Expiry atDeadline() {
        return (item, moment, now) -> item.deadline() - now <= 0;
    }
}
