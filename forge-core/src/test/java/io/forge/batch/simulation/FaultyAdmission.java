package io.forge.batch.simulation;

import io.forge.batch.Admission;
import io.forge.batch.BatchLimits;
import io.forge.batch.BatchQueue;
import io.forge.batch.Instance;
import io.forge.batch.QueuedItem;
import io.forge.batch.Refusal;
import java.util.List;
import java.util.Optional;

/** Ways to let items in that others have tried. Each does what the right one does, but for its fault. */
abstract class FaultyAdmission implements Admission<Integer, Integer> {

    final BatchLimits limits;
    private final Admission<Integer, Integer> right;

    FaultyAdmission(BatchLimits limits, Admission<Integer, Integer> right) {
        this.limits = limits;
        this.right = right;
    }

    @Override
    public Optional<Refusal> admit(
            QueuedItem<Integer, Integer> newcomer,
            BatchQueue<Integer, Integer> queue,
            List<Instance<Integer, Integer>> instances,
            long now) {
        return right.admit(newcomer, queue, instances, now);
    }

    /** Does not look at the size. */
    static final class AnySize extends FaultyAdmission {

        AnySize(BatchLimits limits, Admission<Integer, Integer> right) {
            super(limits, right);
        }

        @Override
        public Optional<Refusal> admit(
                QueuedItem<Integer, Integer> newcomer,
                BatchQueue<Integer, Integer> queue,
                List<Instance<Integer, Integer>> instances,
                long now) {
            if (newcomer.items() > limits.maxItems()) {
                queue.add(newcomer, now);
                return Optional.empty();
            }
            return super.admit(newcomer, queue, instances, now);
        }
    }

    /** Counts a newcomer before it is let in, and still when it is not. */
    static final class CountsTheRefused extends FaultyAdmission {

        private int counted;

        CountsTheRefused(BatchLimits limits, Admission<Integer, Integer> right) {
            super(limits, right);
        }

        @Override
        public Optional<Refusal> admit(
                QueuedItem<Integer, Integer> newcomer,
                BatchQueue<Integer, Integer> queue,
                List<Instance<Integer, Integer>> instances,
                long now) {
            int refused = counted;
            if (queue.items() + refused + newcomer.items() > limits.maxQueue()) {
                counted += newcomer.items();
                return Optional.of(new Refusal(Refusal.Reason.QUEUE_FULL, 1, 0));
            }
            return super.admit(newcomer, queue, instances, now);
        }
    }

    /** Counts on there being room. */
    static final class ThrowsWhenFull extends FaultyAdmission {

        ThrowsWhenFull(BatchLimits limits, Admission<Integer, Integer> right) {
            super(limits, right);
        }

        @Override
        public Optional<Refusal> admit(
                QueuedItem<Integer, Integer> newcomer,
                BatchQueue<Integer, Integer> queue,
                List<Instance<Integer, Integer>> instances,
                long now) {
            Optional<Refusal> refusal = super.admit(newcomer, queue, instances, now);
            if (refusal.filter(no -> no.reason() == Refusal.Reason.QUEUE_FULL).isPresent()) {
                throw new IllegalStateException("Queue full");
            }
            return refusal;
        }
    }

    /** Believes that nothing can be done in time, and so never learns better. */
    static final class LocksItselfOut extends FaultyAdmission {

        private int seen;

        LocksItselfOut(BatchLimits limits, Admission<Integer, Integer> right) {
            super(limits, right);
        }

        @Override
        public Optional<Refusal> admit(
                QueuedItem<Integer, Integer> newcomer,
                BatchQueue<Integer, Integer> queue,
                List<Instance<Integer, Integer>> instances,
                long now) {
            if (newcomer.items() <= limits.maxItems() && newcomer.cost() <= limits.maxCost() && seen++ > 60) {
                return Optional.of(new Refusal(Refusal.Reason.LATE, 1, 1));
            }
            return super.admit(newcomer, queue, instances, now);
        }
    }
}
