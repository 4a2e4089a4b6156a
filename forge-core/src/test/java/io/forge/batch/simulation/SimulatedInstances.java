package io.forge.batch.simulation;

import io.forge.batch.BatchResult;
import io.forge.batch.BatchScheduler;
import io.forge.batch.ClaimedBatch;
import io.forge.batch.Instance;
import io.forge.batch.Launcher;
import io.forge.batch.QueuedItem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs batches that take a simulated time and answer each input with itself. */
final class SimulatedInstances implements Launcher<Integer, Integer> {

    /** How soon a task runs that was given to an executor. */
    private static final double HOP = 20_000;

    private final VirtualTime time;
    private final Duration duration;
    private @Nullable BatchScheduler<Integer, Integer> scheduler;

    /** How long a batch takes. */
    @FunctionalInterface
    interface Duration {
        /** In nanoseconds. */
        double of(int items);
    }

    SimulatedInstances(VirtualTime time, Duration duration) {
        this.time = time;
        this.duration = duration;
    }

    void serve(BatchScheduler<Integer, Integer> served) {
        scheduler = served;
    }

    @Override
    public void launch(Instance<Integer, Integer> instance) {
        time.after(HOP, () -> askForWork(instance));
    }

    private void askForWork(Instance<Integer, Integer> instance) {
        scheduler
                .next(instance)
                .ifPresent(batch -> time.after(duration.of(batch.items()), () -> {
                    scheduler.succeeded(instance, BatchResult.of(inputs(batch)));
                    askForWork(instance);
                }));
    }

    private static List<Integer> inputs(ClaimedBatch<Integer, Integer> batch) {
        List<Integer> inputs = new ArrayList<>();
        for (QueuedItem<Integer, Integer> member : batch.members()) {
            inputs.add(member.input());
        }
        return inputs;
    }
}
