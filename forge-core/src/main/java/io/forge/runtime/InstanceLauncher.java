package io.forge.runtime;

import static java.util.Objects.requireNonNull;

import io.forge.batch.BatchScheduler;
import io.forge.batch.Instance;
import io.forge.batch.InstanceTask;
import io.forge.batch.Launcher;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Has the instances of one scheduler run where its handler runs.
 *
 * @param <P> what is queued
 * @param <O> the output type
 */
final class InstanceLauncher<P, O> implements Launcher<QueuedCall<P, O>, O> {

    private final Executor executor;
    private final BatchRun<P, O> code;
    private volatile @Nullable BatchScheduler<QueuedCall<P, O>, O> scheduler;

    /** One of a scheduler that {@link #serve} names. */
    InstanceLauncher(Executor executor, BatchRun<P, O> code) {
        this.executor = executor;
        this.code = code;
    }

    /** Said once, before the scheduler is used. */
    void serve(BatchScheduler<QueuedCall<P, O>, O> whose) {
        scheduler = whose;
    }

    @Override
    public void launch(Instance<QueuedCall<P, O>, O> instance) {
        executor.execute(new InstanceTask<>(requireNonNull(scheduler, "scheduler"), instance, code));
    }
}
