package io.forge.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a change of the scheduler's state, and is done once its lock is free: outcomes are told, an instance is
 * launched.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
final class Aftermath<I, O> {

    private static final Refusal RETIRED = new Refusal(Refusal.Reason.RETIRED, 0, 0);

    private final List<Runnable> told = new ArrayList<>(0);
    private @Nullable Instance<I, O> launched;

    void expired(QueuedItem<I, O> item) {
        told.add(item.outcome()::expired);
    }

    void refused(QueuedItem<I, O> item, Refusal refusal) {
        told.add(() -> item.outcome().refused(refusal));
    }

    void retired(QueuedItem<I, O> item) {
        refused(item, RETIRED);
    }

    void left(@Nullable LiveMembers batch) {
        if (batch != null) {
            told.add(batch::leave);
        }
    }

    void drained(@Nullable Runnable action) {
        if (action != null) {
            told.add(action);
        }
    }

    void launch(@Nullable Instance<I, O> instance) {
        launched = instance;
    }

    /** Tells, in the order in which things came about. */
    void tell(Telling telling) {
        for (int i = 0; i < told.size(); i++) {
            telling.tell(told.get(i));
        }
    }

    /** Who is to be launched. */
    Optional<Instance<I, O>> launched() {
        return Optional.ofNullable(launched);
    }
}
