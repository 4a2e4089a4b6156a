package io.forge.batch.simulation;

import io.forge.batch.BatchLimits;
import io.forge.batch.BatchParts;
import io.forge.batch.BatchResult;
import io.forge.batch.BatchScheduler;
import io.forge.batch.ClaimedBatch;
import io.forge.batch.Instance;
import io.forge.batch.Launcher;
import io.forge.batch.QueuedItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs batches that take a simulated time. */
final class SimulatedInstances implements Launcher<Integer, Integer> {

    private final VirtualTime time;
    private final World world;
    private @Nullable BatchScheduler<Integer, Integer> scheduler;

    /** What is around the instances. */
    interface World {

        /** How long a task waits before it runs; throws if it is rejected. */
        default double hop() {
            return 20_000;
        }

        /** How long a batch takes that begins now. */
        double duration(ClaimedBatch<Integer, Integer> batch);

        /** What its code then gives or throws. */
        default BatchResult<Integer> run(ClaimedBatch<Integer, Integer> batch) {
            return BatchResult.of(inputs(batch));
        }

        /** A task runs. */
        default void arrived() {}

        /** A batch has ended. */
        default void finished(boolean success) {}
    }

    /** What a poisoned input makes of its batch. */
    static final class Poison extends RuntimeException {
        private static final long serialVersionUID = 1;

        Poison() {
            super("poison", null, false, false);
        }
    }

    private SimulatedInstances(VirtualTime time, World world) {
        this.time = time;
        this.world = world;
    }

    /** A scheduler whose instances, clock and timers are simulated. */
    static BatchScheduler<Integer, Integer> scheduler(
            VirtualTime time, World world, BatchLimits limits, BatchParts<Integer, Integer> parts) {
        var instances = new SimulatedInstances(time, world);
        var scheduler = new BatchScheduler<>(time::now, time, instances, SimulatedInstances::rethrow, limits, parts);
        instances.scheduler = scheduler;
        return scheduler;
    }

    @Override
    public void launch(Instance<Integer, Integer> instance) {
        time.after(world.hop(), () -> {
            world.arrived();
            askForWork(instance);
        });
    }

    private void askForWork(Instance<Integer, Integer> instance) {
        Optional<ClaimedBatch<Integer, Integer>> next = scheduler.next(instance);
        if (next.isPresent()) {
            ClaimedBatch<Integer, Integer> batch = next.get();
            time.after(world.duration(batch), () -> finish(instance, batch));
        }
    }

    private void finish(Instance<Integer, Integer> instance, ClaimedBatch<Integer, Integer> batch) {
        BatchResult<Integer> result;
        try {
            result = world.run(batch);
        } catch (RuntimeException e) {
            world.finished(false);
            scheduler.failed(instance, e);
            askForWork(instance);
            return;
        }
        world.finished(true);
        scheduler.succeeded(instance, result);
        askForWork(instance);
    }

    /** What an outcome throws is a broken invariant. */
    private static void rethrow(Throwable problem) {
        if (problem instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) problem;
    }

    static List<Integer> inputs(ClaimedBatch<Integer, Integer> batch) {
        List<Integer> inputs = new ArrayList<>();
        for (QueuedItem<Integer, Integer> member : batch.members()) {
            inputs.add(member.input());
        }
        return inputs;
    }
}
