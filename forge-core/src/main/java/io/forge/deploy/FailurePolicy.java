package io.forge.deploy;

import io.forge.plugin.Offer;
import io.forge.plugin.Plugin;
import java.util.List;
import java.util.function.Predicate;

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

    /**
     * Whether handlers are created though others cannot be; asked once, before any is.
     *
     * @param problems what is wrong so far, by names and configuration alone
     */
    default boolean goesOnAfter(List<HandlerProblem> problems) {
        return true;
    }

    /**
     * Serves what can be served, but creates nothing while something is wrong with the configuration: a start that fails in
     * the end should fail before a model is loaded.
     *
     * @param isWrong whether something is wrong with it that has nothing to do with handlers
     * @param stops whether the start fails because of a problem
     */
    static FailurePolicy starting(boolean isWrong, Predicate<HandlerProblem> stops) {
        return new FailurePolicy() {

            @Override
            public Reaction of(Offer offer) {
                return Reaction.SKIP;
            }

            @Override
            public boolean goesOnAfter(List<HandlerProblem> problems) {
                return !isWrong
                        && problems.stream()
                                .filter(HandlerProblem::isOfConfiguration)
                                .noneMatch(stops);
            }
        };
    }

    /** Serves what can be served. */
    static FailurePolicy skipping() {
        return offer -> Reaction.SKIP;
    }

    /** Refuses the change if a plugin cannot serve all that it offers. */
    static FailurePolicy refusing(Plugin plugin) {
        return offer -> plugin.offers(offer) ? Reaction.REFUSE : Reaction.SKIP;
    }
}
