package io.forge.batch.simulation;

import io.forge.batch.Expiry;
import io.forge.batch.QueuedItem;
import java.util.HashSet;
import java.util.Set;

/** Ways to look at deadlines that others have tried. */
final class FaultyExpiry {

    private FaultyExpiry() {}

    /** Looks at deadlines when an instance is free. */
    static Expiry whenAnInstanceIsFree() {
        return (item, moment, now) -> moment != Expiry.Moment.TIMER && item.deadline() - now <= 0;
    }

    /** Takes what comes too late for what is in the greatest hurry. */
    static Expiry expiredIsUrgent() {
        Set<QueuedItem<?, ?>> urgent = new HashSet<>();
        return (item, moment, now) -> {
            boolean over = item.deadline() - now <= 0;
            if (over && moment == Expiry.Moment.OFFER) {
                urgent.add(item);
            }
            return over && !urgent.contains(item);
        };
    }
}
