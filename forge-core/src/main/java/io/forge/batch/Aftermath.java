package io.forge.batch;

import java.util.ArrayList;
import java.util.List;
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

    private @Nullable List<Runnable> told;
    private @Nullable List<Instance<I, O>> launched;

    void expired(QueuedItem<I, O> item) {
        add(item.outcome()::expired);
    }

    void refused(QueuedItem<I, O> item, Refusal refusal) {
        add(() -> item.outcome().refused(refusal));
    }

    void retired(QueuedItem<I, O> item) {
        refused(item, RETIRED);
    }

    void left(@Nullable LiveMembers batch) {
        if (batch != null) {
            add(batch::leave);
        }
    }

    void drained(@Nullable Runnable action) {
        if (action != null) {
            add(action);
        }
    }

    void launch(Instance<I, O> instance) {
        if (launched == null) {
            launched = new ArrayList<>(1);
        }
        launched.add(instance);
    }

    /** Tells, in the order in which things came about. */
    void tell(Telling telling) {
        if (told != null) {
            told.forEach(telling::tell);
        }
    }

    private void add(Runnable action) {
        if (told == null) {
            told = new ArrayList<>();
        }
        told.add(action);
    }

    /** Who is to be launched. */
    List<Instance<I, O>> launched() {
        return launched == null ? List.of() : launched;
    }
}
