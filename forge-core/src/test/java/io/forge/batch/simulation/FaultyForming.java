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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ways to make batches that others have tried. Each does what the right one does, but for its fault. */
abstract class FaultyForming implements Forming<Integer, Integer> {

    final BatchLimits limits;
    private final Forming<Integer, Integer> right;

    FaultyForming(BatchLimits limits, Forming<Integer, Integer> right) {
        this.limits = limits;
        this.right = right;
    }

    @Override
    public long untilStart(BatchQueue<Integer, Integer> queue, boolean draining, long now) {
        return right.untilStart(queue, draining, now);
    }

    @Override
    public Optional<ClaimedBatch<Integer, Integer>> form(
            BatchQueue<Integer, Integer> queue,
            List<Instance<Integer, Integer>> instances,
            boolean draining,
            long now) {
        return untilStart(queue, draining, now) > 0 ? Optional.empty() : faulty(queue, instances, draining, now);
    }

    abstract Optional<ClaimedBatch<Integer, Integer>> faulty(
            BatchQueue<Integer, Integer> queue, List<Instance<Integer, Integer>> instances, boolean draining, long now);

    Optional<ClaimedBatch<Integer, Integer>> right(
            BatchQueue<Integer, Integer> queue,
            List<Instance<Integer, Integer>> instances,
            boolean draining,
            long now) {
        return right.form(queue, instances, draining, now);
    }

    /** The bucket that is right. */
    @Nullable Bucket<Integer, Integer> chosen(
            BatchQueue<Integer, Integer> queue,
            List<Instance<Integer, Integer>> instances,
            boolean draining,
            long now) {
        return right(queue, instances, draining, now)
                .flatMap(batch -> queue.buckets().stream()
                        .filter(bucket ->
                                bucket.key().equals(batch.members().get(0).key()))
                        .findFirst())
                .orElse(null);
    }

    static Optional<ClaimedBatch<Integer, Integer>> batch(
            List<QueuedItem<Integer, Integer>> members, BatchReason reason) {
        if (members.isEmpty()) {
            return Optional.empty();
        }
        int items = 0;
        long cost = 0;
        for (QueuedItem<Integer, Integer> member : members) {
            items += member.items();
            cost += member.cost();
        }
        return Optional.of(new ClaimedBatch<>(members, items, cost, reason));
    }

    /** The first of these, as many as a batch may hold. */
    List<QueuedItem<Integer, Integer>> fitting(List<QueuedItem<Integer, Integer>> candidates) {
        int items = 0;
        long cost = 0;
        for (int i = 0; i < candidates.size(); i++) {
            QueuedItem<Integer, Integer> item = candidates.get(i);
            cost = limits.costs().join(cost, items, item.cost(), item.items());
            items += item.items();
            if (items > limits.maxItems() || cost > limits.maxCost()) {
                return candidates.subList(0, i);
            }
        }
        return candidates;
    }

    static List<QueuedItem<Integer, Integer>> all(Bucket<Integer, Integer> bucket) {
        List<QueuedItem<Integer, Integer>> all = new ArrayList<>();
        for (int i = 0; i < bucket.size(); i++) {
            all.add(bucket.get(i));
        }
        return all;
    }

    static List<QueuedItem<Integer, Integer>> all(BatchQueue<Integer, Integer> queue) {
        List<QueuedItem<Integer, Integer>> all = new ArrayList<>();
        for (Bucket<Integer, Integer> bucket : queue.buckets()) {
            all.addAll(all(bucket));
        }
        return all;
    }

    /** Each instance takes one item for itself. */
    static final class Split extends FaultyForming {

        Split(BatchLimits limits, Forming<Integer, Integer> right) {
            super(limits, right);
        }

        @Override
        Optional<ClaimedBatch<Integer, Integer>> faulty(
                BatchQueue<Integer, Integer> queue,
                List<Instance<Integer, Integer>> instances,
                boolean draining,
                long now) {
            return right(queue, instances, draining, now)
                    .flatMap(batch -> batch(batch.members().subList(0, 1), BatchReason.IDLE));
        }
    }

    /** The wait begins when an instance looks at the first item, not when the item came. */
    static final class WaitFromPick extends FaultyForming {

        private final Map<QueuedItem<Integer, Integer>, Long> seen = new HashMap<>();

        WaitFromPick(BatchLimits limits, Forming<Integer, Integer> right) {
            super(limits, right);
        }

        @Override
        public long untilStart(BatchQueue<Integer, Integer> queue, boolean draining, long now) {
            if (queue.isEmpty() || limits.maxWait() == 0 || draining) {
                return super.untilStart(queue, draining, now);
            }
            QueuedItem<Integer, Integer> first = queue.buckets().get(0).get(0);
            return seen.computeIfAbsent(first, unseen -> now) + limits.maxWait() - now;
        }

        @Override
        Optional<ClaimedBatch<Integer, Integer>> faulty(
                BatchQueue<Integer, Integer> queue,
                List<Instance<Integer, Integer>> instances,
                boolean draining,
                long now) {
            return right(queue, instances, true, now);
        }
    }

    /** Takes items as long as the most have not been exceeded. */
    static final class OneTooMany extends FaultyForming {

        OneTooMany(BatchLimits limits, Forming<Integer, Integer> right) {
            super(limits, right);
        }

        @Override
        Optional<ClaimedBatch<Integer, Integer>> faulty(
                BatchQueue<Integer, Integer> queue,
                List<Instance<Integer, Integer>> instances,
                boolean draining,
                long now) {
            List<QueuedItem<Integer, Integer>> members = new ArrayList<>();
            Bucket<Integer, Integer> bucket = chosen(queue, instances, draining, now);
            int items = 0;
            for (int i = 0; bucket != null && i < bucket.size() && items <= limits.maxItems(); i++) {
                members.add(bucket.get(i));
                items += bucket.get(i).items();
            }
            return batch(members, BatchReason.FULL);
        }
    }

    /** Counts calls, whatever their own batch dimension is. */
    static final class CountsCalls extends FaultyForming {

        CountsCalls(BatchLimits limits, Forming<Integer, Integer> right) {
            super(limits, right);
        }

        @Override
        Optional<ClaimedBatch<Integer, Integer>> faulty(
                BatchQueue<Integer, Integer> queue,
                List<Instance<Integer, Integer>> instances,
                boolean draining,
                long now) {
            Bucket<Integer, Integer> bucket = chosen(queue, instances, draining, now);
            List<QueuedItem<Integer, Integer>> members = new ArrayList<>();
            for (int i = 0; bucket != null && i < bucket.size() && i < limits.maxItems(); i++) {
                members.add(bucket.get(i));
            }
            return batch(members, BatchReason.FULL);
        }
    }

    /** Takes what comes first, whatever its shape. */
    static final class MixedKeys extends FaultyForming {

        MixedKeys(BatchLimits limits, Forming<Integer, Integer> right) {
            super(limits, right);
        }

        @Override
        Optional<ClaimedBatch<Integer, Integer>> faulty(
                BatchQueue<Integer, Integer> queue,
                List<Instance<Integer, Integer>> instances,
                boolean draining,
                long now) {
            return batch(fitting(all(queue)), BatchReason.FULL);
        }
    }

    /** One queue for all shapes: a batch ends where the next item has another. */
    static final class CutAtAnotherKey extends FaultyForming {

        CutAtAnotherKey(BatchLimits limits, Forming<Integer, Integer> right) {
            super(limits, right);
        }

        @Override
        Optional<ClaimedBatch<Integer, Integer>> faulty(
                BatchQueue<Integer, Integer> queue,
                List<Instance<Integer, Integer>> instances,
                boolean draining,
                long now) {
            List<QueuedItem<Integer, Integer>> inOrder = all(queue);
            inOrder.sort(Comparator.comparingInt(QueuedItem::input));
            List<QueuedItem<Integer, Integer>> like = inOrder.stream()
                    .takeWhile(item -> item.key().equals(inOrder.get(0).key()))
                    .toList();
            return batch(fitting(like), BatchReason.IDLE);
        }
    }

    /** Serves the key for which most wait. */
    static final class FullestFirst extends FaultyForming {

        FullestFirst(BatchLimits limits, Forming<Integer, Integer> right) {
            super(limits, right);
        }

        @Override
        Optional<ClaimedBatch<Integer, Integer>> faulty(
                BatchQueue<Integer, Integer> queue,
                List<Instance<Integer, Integer>> instances,
                boolean draining,
                long now) {
            return queue.buckets().stream()
                    .max(Comparator.comparingInt(Bucket::items))
                    .flatMap(bucket -> batch(fitting(all(bucket)), BatchReason.FULL));
        }
    }

    /** Waits until a batch is full. */
    static final class OnlyFull extends FaultyForming {

        OnlyFull(BatchLimits limits, Forming<Integer, Integer> right) {
            super(limits, right);
        }

        @Override
        public long untilStart(BatchQueue<Integer, Integer> queue, boolean draining, long now) {
            return draining || queue.buckets().stream().anyMatch(bucket -> bucket.items() >= limits.maxItems())
                    ? super.untilStart(queue, draining, now)
                    : NEVER;
        }

        @Override
        Optional<ClaimedBatch<Integer, Integer>> faulty(
                BatchQueue<Integer, Integer> queue,
                List<Instance<Integer, Integer>> instances,
                boolean draining,
                long now) {
            return right(queue, instances, draining, now);
        }
    }
}
