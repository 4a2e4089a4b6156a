package io.forge.batch.simulation;

import io.forge.batch.BatchLimits;
import io.forge.batch.BatchQueue;
import io.forge.batch.BatchReason;
import io.forge.batch.Bucket;
import io.forge.batch.ClaimedBatch;
import io.forge.batch.Forming;
import io.forge.batch.Instance;
import io.forge.batch.QueuedItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Takes as many as there are, in the order in which they came. For items of one key. */
final class FirstInFirstOut implements Forming<Integer, Integer> {

    private final BatchLimits limits;

    FirstInFirstOut(BatchLimits limits) {
        this.limits = limits;
    }

    @Override
    public long untilStart(BatchQueue<Integer, Integer> queue, boolean draining, long now) {
        return queue.isEmpty() ? NEVER : 0;
    }

    @Override
    public Optional<ClaimedBatch<Integer, Integer>> form(
            BatchQueue<Integer, Integer> queue,
            List<Instance<Integer, Integer>> instances,
            boolean draining,
            long now) {
        if (queue.isEmpty()) {
            return Optional.empty();
        }
        Bucket<Integer, Integer> bucket = queue.buckets().get(0);
        List<QueuedItem<Integer, Integer>> members = new ArrayList<>();
        for (int i = 0; i < bucket.size(); i++) {
            members.add(bucket.get(i));
        }
        members.sort(Comparator.comparingLong(QueuedItem::arrival));
        int size = Math.min(limits.maxItems(), members.size());
        return Optional.of(new ClaimedBatch<>(members.subList(0, size), size, size, BatchReason.IDLE));
    }
}
