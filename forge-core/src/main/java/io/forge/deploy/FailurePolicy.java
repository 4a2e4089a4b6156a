package io.forge.deploy;

import io.forge.plugin.Offer;
import io.forge.plugin.Plugin;

/** Says what a change does about a handler that cannot be served. */
@FunctionalInterface
public interface FailurePolicy {

    /** What is done. */
    enum Reaction {
        /** The whole change is refused. */
        REFUSE,
        /** The others are served. */
        SKIP
    }

    /** What is done about a handler of this offer. */
    Reaction of(Offer offer);

    /** Serves what can be served. */
    static FailurePolicy skipping() {
        return offer -> Reaction.SKIP;
    }

    /** Refuses the change if a plugin cannot serve all that it offers. */
    static FailurePolicy refusing(Plugin plugin) {
        return offer -> plugin.offers(offer) ? Reaction.REFUSE : Reaction.SKIP;
    }
}
