package io.forge.runtime;

import io.forge.api.BatchPolicy;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.batch.BatchLimits;
import io.forge.batch.BatchParts;
import io.forge.batch.BatchScheduler;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives batched handlers their queues.
 *
 * @param supervisor of the server
 */
record BatchingFactory(CallSupervisor supervisor) {

    private static final Logger LOG = LoggerFactory.getLogger(BatchingFactory.class);

    /** How many batches of a handler run at once, if nobody says it. */
    static int usualInstances(Dispatch dispatch) {
        return dispatch == Dispatch.SERIAL ? 1 : Runtime.getRuntime().availableProcessors();
    }

    /**
     * What queues the calls of a handler.
     *
     * @param name the handler's
     * @param check looks at each output
     * @param code the handler's, or what is called in its place
     * @param limits of its queue
     * @param explained whether each client is told of its batch
     * @param instances runs batches
     */
    <I, P, O> Batching<I, P, O> create(
            String name,
            OutputCheck<O> check,
            Handler.Prepared<I, P, O> code,
            BatchLimits limits,
            boolean explained,
            Executor instances) {
        Consumer<Throwable> problems = problem -> LOG.error("A call or batch of handler {} failed", name, problem);
        var sizes = new BatchSizes();
        var launcher =
                new InstanceLauncher<P, O>(instances, new BatchRun<>(code.code(), check, sizes, supervisor, problems));
        var scheduler = new BatchScheduler<QueuedCall<P, O>, O>(
                supervisor::now, supervisor.timer()::at, launcher, problems, limits, parts(limits));
        launcher.serve(scheduler);
        return new Batching<>(
                code.preparation(),
                code.policy().orElseGet(BatchPolicy::defaults),
                scheduler,
                sizes,
                new BatchRefusals(name, limits, supervisor::now),
                explained);
    }

    private static <P, O> BatchParts<QueuedCall<P, O>, O> parts(BatchLimits limits) {
        var parts = BatchParts.<QueuedCall<P, O>, O>standard(limits);
        return parts.with(new GatheredSettlement<>(parts.settlement()));
    }
}
