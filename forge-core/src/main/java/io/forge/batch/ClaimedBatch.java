package io.forge.batch;

import java.util.List;

/**
 * Items that run together.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
public final class ClaimedBatch<I, O> {

    private final List<QueuedItem<I, O>> members;
    private final int items;
    private final long cost;
    private final BatchReason reason;
    private final LiveMembers live;

    /**
     * A batch whose members have not been claimed yet.
     *
     * @param members at least one
     */
    public ClaimedBatch(List<QueuedItem<I, O>> members, int items, long cost, BatchReason reason) {
        this.members = List.copyOf(members);
        this.items = items;
        this.cost = cost;
        this.reason = reason;
        this.live = new LiveMembers(members.size());
    }

    /** In the order of scheduling. */
    public List<QueuedItem<I, O>> members() {
        return members;
    }

    public int items() {
        return items;
    }

    public long cost() {
        return cost;
    }

    public BatchReason reason() {
        return reason;
    }

    /** Runs an action once nobody waits for an answer of this batch any more: at most once, never after the batch has ended. */
    public void onAbandoned(Runnable action) {
        live.onAbandoned(action);
    }

    public boolean isAbandoned() {
        return live.isAbandoned();
    }

    LiveMembers live() {
        return live;
    }

    Object key() {
        return members.get(0).key();
    }
}
