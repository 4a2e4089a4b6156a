package io.forge.bench;

import io.forge.batch.BatchLimits;
import io.forge.batch.BatchParts;
import io.forge.batch.BatchResult;
import io.forge.batch.BatchScheduler;
import io.forge.batch.ClaimedBatch;
import io.forge.batch.Costs;
import io.forge.batch.Instance;
import io.forge.batch.InstanceTask;
import io.forge.batch.Outcome;
import io.forge.batch.QueuedItem;
import io.forge.batch.Refusal;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends items through a scheduler of batches whose code does nothing, on real threads; prints a line for each round.
 *
 * <p>Each producer offers the next item as soon as fewer than a number of its own are outstanding.
 */
final class SchedulerLoad {

    private static final int PRODUCERS = 2;
    private static final int INSTANCES = 2;
    private static final int MAX_ITEMS = 32;
    private static final int OUTSTANDING = 512;
    private static final int STEP = OUTSTANDING / 4;
    private static final long DEADLINE = TimeUnit.SECONDS.toNanos(1);
    private static final int WARM_UP = 3;

    private static final BatchLimits LIMITS = new BatchLimits(
            MAX_ITEMS,
            Long.MAX_VALUE,
            Costs.ADDED,
            0,
            INSTANCES,
            2 * PRODUCERS * OUTSTANDING,
            BatchLimits.Retries.NONE);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final ExecutorService workers = Executors.newFixedThreadPool(INSTANCES);
    private final ExecutorService clients = Executors.newFixedThreadPool(PRODUCERS);
    private final BatchScheduler<Integer, Integer> scheduler = new BatchScheduler<>(
            System::nanoTime,
            this::later,
            this::launch,
            Throwable::printStackTrace,
            LIMITS,
            BatchParts.standard(LIMITS));

    private SchedulerLoad() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** The number of rounds, and the seconds of each. */
    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        long nanos = TimeUnit.SECONDS.toNanos(Integer.parseInt(args[1]));
        var load = new SchedulerLoad();
        for (int i = 0; i < WARM_UP; i++) {
            load.round(nanos);
        }
        for (int i = 0; i < rounds; i++) {
            System.out.println(load.round(nanos));
        }
        System.exit(0);
    }

    private String round(long nanos) throws Exception {
        var before = scheduler.counters();
        long cpu = cpuTime();
        long start = System.nanoTime();
        var producers = new ArrayList<Future<Producer>>();
        for (int i = 0; i < PRODUCERS; i++) {
            var producer = new Producer(start + nanos);
            producers.add(clients.submit(producer, producer));
        }
        long answered = 0;
        long failed = 0;
        for (Future<Producer> future : producers) {
            answered += future.get().answered.get();
            failed += future.get().failed.get();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long batches = scheduler.counters().sizes().count() - before.sizes().count();
        return "%.0f items/s, %.2f items a batch, %.0f ns of CPU an item, %d failed"
                .formatted(
                        answered / seconds, (double) answered / batches, (double) (cpuTime() - cpu) / answered, failed);
    }

    private static long cpuTime() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private Runnable later(long at, Runnable action) {
        var planned = timer.schedule(action, at - System.nanoTime(), TimeUnit.NANOSECONDS);
        return () -> planned.cancel(false);
    }

    private void launch(Instance<Integer, Integer> instance) {
        workers.execute(new InstanceTask<>(scheduler, instance, SchedulerLoad::run));
    }

    private static BatchResult<Integer> run(ClaimedBatch<Integer, Integer> batch) {
        return BatchResult.of(Collections.nCopies(batch.members().size(), 1));
    }

    /** Offers until the time is over, then waits for the last answer. Counts what it hears itself. */
    private final class Producer implements Runnable, Outcome<Integer> {

        private final long end;
        private final AtomicLong answered = new AtomicLong();
        private final AtomicLong failed = new AtomicLong();
        private volatile @Nullable Thread thread;
        private volatile boolean waits;

        Producer(long end) {
            this.end = end;
        }

        @Override
        public void run() {
            thread = Thread.currentThread();
            long offered = 0;
            long now = System.nanoTime();
            while (now - end < 0) {
                awaitAtMost(offered, OUTSTANDING - STEP);
                for (int i = 0; i < STEP; i++) {
                    scheduler.offer(new QueuedItem<>(1, "key", 1, 1, System.nanoTime() + DEADLINE, this));
                }
                offered += STEP;
                now = System.nanoTime();
            }
            awaitAtMost(offered, 0);
        }

        private void awaitAtMost(long offered, int outstanding) {
            if (offered - ended() > outstanding) {
                waits = true;
                while (offered - ended() > outstanding) {
                    LockSupport.parkNanos(this, 100_000);
                }
                waits = false;
            }
        }

        private long ended() {
            return answered.get() + failed.get();
        }

        private void count(AtomicLong counter) {
            long count = counter.incrementAndGet();
            if (waits && count % STEP == 0) {
                LockSupport.unpark(thread);
            }
        }

        @Override
        public void succeeded(Integer output) {
            count(answered);
        }

        @Override
        public void failed(Throwable failure) {
            count(failed);
        }

        @Override
        public void expired() {
            count(failed);
        }

        @Override
        public void refused(Refusal refusal) {
            count(failed);
        }
    }
}
