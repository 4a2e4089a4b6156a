package io.forge.batch;

import io.forge.api.ForgeException;
import java.util.List;

/**
 * Gives each member what stands at its place. One that has gone costs the others nothing.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
final class SettlementByPlace<I, O> implements Settlement<I, O> {

    private final BatchLimits limits;

    SettlementByPlace(BatchLimits limits) {
        this.limits = limits;
    }

    @Override
    public void succeeded(ClaimedBatch<I, O> batch, BatchResult<O> result, Telling telling) {
        List<QueuedItem<I, O>> members = batch.members();
        if (result.outputs().size() != members.size()) {
            var failure = new IllegalStateException("The batch has " + members.size()
                    + " inputs but the handler returned " + result.outputs().size() + " outputs");
            tellAll(members, failure, telling);
            return;
        }
        for (int i = 0; i < members.size(); i++) {
            QueuedItem<I, O> member = members.get(i);
            if (member.move(ItemState.CLAIMED, ItemState.DONE)) {
                O output = result.outputs().get(i);
                Throwable failure = result.failures().get(i);
                telling.tell(() -> {
                    if (failure != null) {
                        member.outcome().failed(failure);
                    } else {
                        member.outcome().succeeded(output);
                    }
                });
            }
        }
    }

    @Override
    public List<ClaimedBatch<I, O>> failed(ClaimedBatch<I, O> batch, Throwable failure, Telling telling) {
        List<QueuedItem<I, O>> members = batch.members();
        if (limits.retries() == BatchLimits.Retries.NONE
                || members.size() == 1
                || failure instanceof ForgeException
                || failure instanceof Error) {
            tellAll(members, failure, telling);
            return List.of();
        }
        int half = members.size() / 2;
        return List.of(part(members.subList(0, half)), part(members.subList(half, members.size())));
    }

    private ClaimedBatch<I, O> part(List<QueuedItem<I, O>> members) {
        int items = 0;
        long cost = 0;
        for (QueuedItem<I, O> member : members) {
            cost = limits.costs().join(cost, items, member.cost(), member.items());
            items += member.items();
        }
        return new ClaimedBatch<>(members, items, cost, BatchReason.RETRY);
    }

    private void tellAll(List<QueuedItem<I, O>> members, Throwable failure, Telling telling) {
        for (QueuedItem<I, O> member : members) {
            if (member.move(ItemState.CLAIMED, ItemState.DONE)) {
                telling.tell(() -> member.outcome().failed(failure));
            }
        }
    }
}
