package io.forge.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.batch.BatchLimits.Retries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Items of every kind on real threads: each ends once, runs in a batch that may be, and nothing stays.
 *
 * <p>Rounds with random limits for five seconds, with another seed each time, which a failure tells. {@code
 * -Dscheduler.stress.seconds=3600} for an hour of it, {@code -Dscheduler.stress.seed=N} for the same choices again; the
 * threads take their turns as they like.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class SchedulerStressTest {

    private static final long SECONDS = Long.getLong("scheduler.stress.seconds", 5);
    private static final long SEED = Long.getLong("scheduler.stress.seed", System.nanoTime());
    private static final int PRODUCERS = 3;
    private static final int CALLS_OF_EACH = 2_000;
    private static final long PATIENCE = 60;
    private static final String[] KEYS = {"a", "b", "c", "d"};

    @Test
    void everyItemEndsOnceOnRealThreads() throws Exception {
        var seeds = new Random(SEED);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        int rounds = 0;
        do {
            var random = new Random(seeds.nextLong());
            try (var round = new Round(random, rounds % 3)) {
                List<String> faults = round.run();
                assertThat(faults)
                        .as("round %d of seed %d, limits %s", rounds, SEED, round.limits)
                        .isEmpty();
            }
            rounds++;
        } while (System.nanoTime() - end < 0);
        assertThat(rounds).isPositive();
    }

    /** One scheduler from its first item to its last. */
    private static final class Round implements AutoCloseable {

        private final BatchLimits limits;
        private final long seed;
        private final boolean breaksOff;
        private final boolean retires;

        private final Queue<String> faults = new ConcurrentLinkedQueue<>();
        private final List<Call> calls = new ArrayList<>();
        private final LinkedBlockingQueue<Call> toCancel = new LinkedBlockingQueue<>();
        private final AtomicInteger atOnce = new AtomicInteger();
        private final AtomicLong failedBatches = new AtomicLong();
        private final AtomicLong batches = new AtomicLong();
        private final AtomicInteger launches = new AtomicInteger();
        private final AtomicInteger offered = new AtomicInteger();
        private final AtomicInteger stuck = new AtomicInteger();
        private final CountDownLatch release = new CountDownLatch(1);
        private final CountDownLatch middle = new CountDownLatch(1);
        private final CountDownLatch drained = new CountDownLatch(1);

        private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
        private final ExecutorService workers = Executors.newCachedThreadPool();
        private final ExecutorService others = Executors.newCachedThreadPool();
        private final BatchScheduler<Integer, Integer> scheduler;

        /** Service ends after all has come, by serving who waits in the middle, or by refusing who waits in the middle. */
        Round(Random random, int ending) {
            int maxItems = 1 + random.nextInt(16);
            this.limits = new BatchLimits(
                    maxItems,
                    random.nextBoolean() ? Long.MAX_VALUE : maxItems * (1L + random.nextInt(3)),
                    random.nextBoolean() ? Costs.ADDED : Costs.PADDED,
                    random.nextInt(3) == 0 ? 500_000 : 0,
                    1 + random.nextInt(3),
                    maxItems + random.nextInt(500),
                    random.nextBoolean() ? Retries.HALVES : Retries.NONE);
            this.seed = random.nextLong();
            this.retires = ending > 0;
            this.breaksOff = ending > 1;
            timer.setRemoveOnCancelPolicy(true);
            this.scheduler = new BatchScheduler<>(
                    System::nanoTime,
                    this::later,
                    this::launch,
                    problem -> faults.add("An outcome threw " + problem),
                    limits,
                    BatchParts.standard(limits));
        }

        List<String> run() throws Exception {
            var producers = new ArrayList<Future<?>>();
            for (int i = 0; i < PRODUCERS; i++) {
                List<Call> own = calls(i, new Random(seed + i));
                calls.addAll(own);
                producers.add(others.submit(() -> own.forEach(this::offer)));
            }
            Future<?> canceller = others.submit(this::cancelUntilTheEnd);
            if (retires) {
                await(middle, "half of the items");
                scheduler.retire(drained::countDown);
            }
            if (breaksOff) {
                scheduler.refuseStarts();
            }
            for (Future<?> producer : producers) {
                producer.get(PATIENCE, TimeUnit.SECONDS);
            }
            release.countDown();
            toCancel.add(Call.LAST);
            canceller.get(PATIENCE, TimeUnit.SECONDS);
            if (!retires) {
                scheduler.retire(drained::countDown);
            }
            await(drained, "the end of service");
            for (Call call : calls) {
                await(call.ended, call + " to end");
            }
            workers.shutdown();
            if (!workers.awaitTermination(PATIENCE, TimeUnit.SECONDS)) {
                faults.add("An instance still runs");
            }
            check();
            return List.copyOf(faults);
        }

        private List<Call> calls(int producer, Random random) {
            var made = new ArrayList<Call>();
            for (int i = 0; i < CALLS_OF_EACH; i++) {
                made.add(new Call(this, producer * CALLS_OF_EACH + i, random));
            }
            return made;
        }

        private void offer(Call call) {
            call.item = call.newItem();
            boolean early = call.leaves && call.number % 2 == 0;
            if (early) {
                toCancel.add(call);
            }
            scheduler.offer(call.item);
            if (call.leaves && !early) {
                toCancel.add(call);
            }
            if (offered.incrementAndGet() == PRODUCERS * CALLS_OF_EACH / 2) {
                middle.countDown();
            }
        }

        private void cancelUntilTheEnd() {
            try {
                for (Call call = toCancel.take(); call != Call.LAST; call = toCancel.take()) {
                    if (scheduler.cancel(call.item)) {
                        call.end(End.CANCELLED);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private Runnable later(long at, Runnable action) {
            Future<?> planned = timer.schedule(() -> watched(action), at - System.nanoTime(), TimeUnit.NANOSECONDS);
            return () -> planned.cancel(false);
        }

        private void launch(Instance<Integer, Integer> instance) {
            if (launches.incrementAndGet() % 50 == 0) {
                throw new RejectedExecutionException("No thread just now");
            }
            var task = new InstanceTask<>(scheduler, instance, this::runBatch);
            workers.execute(() -> watched(task));
        }

        private void watched(Runnable action) {
            try {
                action.run();
            } catch (RuntimeException | Error e) {
                faults.add("thrown to the executor: " + e);
            }
        }

        private BatchResult<Integer> runBatch(ClaimedBatch<Integer, Integer> batch) throws InterruptedException {
            batches.incrementAndGet();
            if (atOnce.incrementAndGet() > limits.instances()) {
                faults.add("More batches at once than instances");
            }
            try {
                return run(batch);
            } finally {
                atOnce.decrementAndGet();
            }
        }

        private BatchResult<Integer> run(ClaimedBatch<Integer, Integer> batch) throws InterruptedException {
            checkLimits(batch);
            List<Integer> outputs = new ArrayList<>();
            boolean poisoned = false;
            boolean slow = false;
            for (QueuedItem<Integer, Integer> member : batch.members()) {
                Call call = calls.get(member.input());
                if (call.starts.incrementAndGet() > 1 && limits.retries() == Retries.NONE) {
                    faults.add("%s ran twice".formatted(call));
                }
                poisoned |= call.poisoned;
                slow |= call.slow;
                outputs.add(-member.input());
            }
            // One stays free, so that the others come to their turn.
            if (slow && stuck.incrementAndGet() < limits.instances()) {
                await(release, "the release of slow batches");
            }
            if (poisoned) {
                failedBatches.incrementAndGet();
                throw new IllegalArgumentException("poison");
            }
            return BatchResult.of(outputs);
        }

        private void checkLimits(ClaimedBatch<Integer, Integer> batch) {
            int items = 0;
            long cost = 0;
            long dearest = 0;
            Object key = batch.members().get(0).key();
            for (QueuedItem<Integer, Integer> member : batch.members()) {
                items += member.items();
                cost += member.cost();
                dearest = Math.max(dearest, member.cost() / member.items());
                if (!member.key().equals(key)) {
                    faults.add("Keys %s and %s in one batch".formatted(key, member.key()));
                }
            }
            long whole = limits.costs() == Costs.ADDED ? cost : dearest * items;
            if (items > limits.maxItems()
                    || (whole > limits.maxCost() && batch.members().size() > 1)) {
                faults.add("A batch of %d items that costs %d".formatted(items, whole));
            }
        }

        private void await(CountDownLatch latch, String what) throws InterruptedException {
            if (!latch.await(PATIENCE, TimeUnit.SECONDS)) {
                faults.add("Waited in vain for " + what + ": " + scheduler.counters());
            }
        }

        private void check() {
            var ends = new long[End.values().length];
            for (Call call : calls) {
                if (call.ends.get() != 1) {
                    faults.add("%s ended %d times".formatted(call, call.ends.get()));
                }
                if (call.end != null) {
                    ends[call.end.ordinal()]++;
                }
            }
            BatchCounters.Snapshot counted = scheduler.counters();
            equal("expired", ends[End.EXPIRED.ordinal()], counted.expired());
            equal("cancelled", ends[End.CANCELLED.ordinal()], counted.cancelled());
            equal("refused", ends[End.REFUSED.ordinal()], sum(counted.refused()));
            equal("batches", batches.get(), sum(counted.batches()));
            equal("failed batches", failedBatches.get(), counted.failedBatches());
            equal("sizes", batches.get(), counted.sizes().count());
            equal("queued", 0, counted.queued());
            equal("running", 0, counted.running());
            equal("taken", 0, counted.taken());
            equal("timers", 0, timer.getQueue().size());
        }

        private void equal(String what, long seen, long counted) {
            if (seen != counted) {
                faults.add("%s: seen %d, counted %d".formatted(what, seen, counted));
            }
        }

        private static long sum(Map<?, Long> counts) {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }

        @Override
        public void close() {
            release.countDown();
            timer.shutdownNow();
            workers.shutdownNow();
            others.shutdownNow();
        }
    }

    private enum End {
        SUCCEEDED,
        FAILED,
        EXPIRED,
        REFUSED,
        CANCELLED
    }

    /** One item, and what was seen of it. */
    private static final class Call implements Outcome<Integer> {

        static final Call LAST = new Call(null, -1, new Random(0));

        final int number;
        final boolean leaves;
        final boolean poisoned;
        final boolean slow;
        final AtomicInteger starts = new AtomicInteger();
        final AtomicInteger ends = new AtomicInteger();
        final CountDownLatch ended = new CountDownLatch(1);
        volatile End end;
        volatile QueuedItem<Integer, Integer> item;

        private final Round round;
        private final String key;
        private final int items;
        private final long cost;
        private final long patience;

        Call(Round round, int number, Random random) {
            this.round = round;
            this.number = number;
            this.key = KEYS[random.nextInt(KEYS.length)];
            this.items = random.nextInt(5) == 0 ? 1 + random.nextInt(4) : 1;
            this.cost = items * (random.nextInt(3) == 0 ? 2L : 1L);
            this.leaves = random.nextInt(10) == 0;
            this.poisoned = random.nextInt(200) == 0;
            this.slow = random.nextInt(500) == 0;
            this.patience = patience(random.nextInt(20), random);
        }

        private static long patience(int kind, Random random) {
            return switch (kind) {
                case 0 -> -1;
                case 1, 2 -> random.nextInt(200_000);
                case 3, 4 -> random.nextInt(5_000_000);
                default -> TimeUnit.SECONDS.toNanos(1 + random.nextInt(20));
            };
        }

        QueuedItem<Integer, Integer> newItem() {
            return new QueuedItem<>(number, key, items, cost, System.nanoTime() + patience, this);
        }

        void end(End how) {
            end = how;
            ends.incrementAndGet();
            ended.countDown();
        }

        @Override
        public void succeeded(Integer output) {
            if (output != -number || poisoned) {
                round.faults.add("%s was answered %d".formatted(this, output));
            }
            end(End.SUCCEEDED);
        }

        @Override
        public void failed(Throwable failure) {
            if (round.limits.retries() == Retries.HALVES && !poisoned) {
                round.faults.add("%s failed, though halves were run again: %s".formatted(this, failure));
            }
            end(End.FAILED);
        }

        @Override
        public void expired() {
            end(End.EXPIRED);
        }

        @Override
        public void refused(Refusal refusal) {
            if (starts.get() > 0 && refusal.reason() != Refusal.Reason.RETIRED) {
                round.faults.add("%s was refused after it had started".formatted(this));
            }
            end(End.REFUSED);
        }

        @Override
        public String toString() {
            return "item %d (key %s, %d items, cost %d, %s%s%s)"
                    .formatted(
                            number,
                            key,
                            items,
                            cost,
                            leaves ? "leaves " : "",
                            poisoned ? "poisoned " : "",
                            slow ? "slow" : "");
        }
    }
}
