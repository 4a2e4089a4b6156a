package io.forge.batch.simulation;

import io.forge.batch.Admission;
import io.forge.batch.BatchLimits;
import io.forge.batch.BatchQueue;
import io.forge.batch.Instance;
import io.forge.batch.QueuedItem;
import io.forge.batch.Refusal;
import java.util.List;
import java.util.Optional;

/** Lets in whoever finds room in the queue. */
final class RoomAlone implements Admission<Integer, Integer> {

    private final BatchLimits limits;

    RoomAlone(BatchLimits limits) {
        this.limits = limits;
    }

    @Override
    public Optional<Refusal> admit(
            QueuedItem<Integer, Integer> newcomer,
            BatchQueue<Integer, Integer> queue,
            List<Instance<Integer, Integer>> instances,
            long now) {
        if (queue.items() + newcomer.items() > limits.maxQueue()) {
            return Optional.of(new Refusal(Refusal.Reason.QUEUE_FULL, 1, 0));
        }
        queue.add(newcomer, now);
        return Optional.empty();
    }
}
