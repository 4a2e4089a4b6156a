package io.forge.runtime;

import static java.util.Objects.requireNonNull;

import io.forge.api.BatchPolicy;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.batch.BatchScheduler;
import io.forge.tensor.Tensors;
import java.util.Optional;

/**
 * Queues the calls of one batched handler, each once its input is read and prepared.
 *
 * @param <I> the input type
 * @param <P> what is queued
 * @param <O> the output type
 */
final class Batching<I, P, O> implements Invoker<I, O> {

    private final Handler.Preparation<I, P> preparation;
    private final BatchPolicy<P> policy;
    private final BatchScheduler<QueuedCall<P, O>, O> scheduler;
    private final BatchSizes sizes;
    private final BatchRefusals refusals;
    private final boolean explained;

    Batching(
            Handler.Preparation<I, P> preparation,
            BatchPolicy<P> policy,
            BatchScheduler<QueuedCall<P, O>, O> scheduler,
            BatchSizes sizes,
            BatchRefusals refusals,
            boolean explained) {
        this.preparation = preparation;
        this.policy = policy;
        this.scheduler = scheduler;
        this.sizes = sizes;
        this.refusals = refusals;
        this.explained = explained;
    }

    @Override
    public void invoke(Invocation<I, O> call) throws Exception {
        P input = preparation.prepare(call.input(), call);
        int items = items(input);
        new QueuedCall<>(call, input, key(input), items, cost(input, items), refusals, explained).offerTo(scheduler);
    }

    private Object key(P input) {
        return requireNonNull(policy.key().apply(input), "The key of an input is null");
    }

    /** Of all its items together, each of which costs 1 at least. */
    private long cost(P input, int items) {
        long cost = policy.cost().applyAsLong(input);
        if (cost < 0) {
            throw new IllegalStateException("The cost of an input is %s: it must not be negative".formatted(cost));
        }
        if (policy.isCostPadded()) {
            return cost > Long.MAX_VALUE / items ? Long.MAX_VALUE : Math.max(1, cost) * items;
        }
        return Math.max(items, cost);
    }

    private static int items(Object input) {
        if (!(input instanceof Tensors tensors)) {
            return 1;
        }
        try {
            return (int) Math.max(1, Math.min(Integer.MAX_VALUE, tensors.rows()));
        } catch (IllegalArgumentException e) {
            throw new ForgeException(ErrorCode.INVALID_INPUT, requireNonNull(e.getMessage()), e);
        }
    }

    @Override
    public Optional<BatchState> batches() {
        return Optional.of(new BatchState(refusals.limits(), scheduler.counters(), sizes.all()));
    }

    @Override
    public void retire() {
        scheduler.hurry();
    }

    @Override
    public void refuseStarts() {
        scheduler.refuseStarts();
    }
}
