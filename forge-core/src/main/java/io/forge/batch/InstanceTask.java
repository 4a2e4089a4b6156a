package io.forge.batch;

import java.util.Optional;

/**
 * Runs batch after batch on the thread that runs it, until there is none. What a {@link Launcher} gives to an executor.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
public final class InstanceTask<I, O> implements Runnable {

    private final BatchScheduler<I, O> scheduler;
    private final Instance<I, O> instance;
    private final BatchCode<I, O> code;

    public InstanceTask(BatchScheduler<I, O> scheduler, Instance<I, O> instance, BatchCode<I, O> code) {
        this.scheduler = scheduler;
        this.instance = instance;
        this.code = code;
    }

    @Override
    public void run() {
        Optional<ClaimedBatch<I, O>> batch = scheduler.next(instance);
        while (batch.isPresent()) {
            run(batch.get());
            batch = scheduler.next(instance);
        }
    }

    private void run(ClaimedBatch<I, O> batch) {
        BatchResult<O> result;
        try {
            result = code.run(batch);
        } catch (Throwable e) {
            scheduler.failed(instance, e);
            return;
        }
        scheduler.succeeded(instance, result);
    }
}
