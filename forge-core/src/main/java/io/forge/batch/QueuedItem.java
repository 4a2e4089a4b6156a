package io.forge.batch;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way through the scheduler.
 *
 * <p>Its state changes by compare-and-set alone, by whichever of claim, deadline, cancel and end of service comes first.
 * What is not final is guarded by the scheduler's lock.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
public final class QueuedItem<I, O> {

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(QueuedItem.class, "state", ItemState.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final I input;
    private final Object key;
    private final int items;
    private final long cost;
    private final long deadline;
    private final Outcome<O> outcome;

    private volatile ItemState state = ItemState.QUEUED;

    private long arrival;
    private long sequence;
    private int bearable;
    private boolean waiting;
    private @Nullable LiveMembers batch;

    /**
     * An item that has not been offered yet.
     *
     * @param input what the code gets
     * @param key items run together only if their keys are equal
     * @param items how many items of a batch it takes, at least 1
     * @param cost what it costs, in units of the handler's own, at least 1
     * @param deadline when it must have been answered, on the scheduler's clock
     * @param outcome hears how it ended
     */
    public QueuedItem(I input, Object key, int items, long cost, long deadline, Outcome<O> outcome) {
        this.input = input;
        this.key = requireNonNull(key, "key");
        this.items = items;
        this.cost = cost;
        this.deadline = deadline;
        this.outcome = requireNonNull(outcome, "outcome");
    }

    public I input() {
        return input;
    }

    public Object key() {
        return key;
    }

    public int items() {
        return items;
    }

    public long cost() {
        return cost;
    }

    public long deadline() {
        return deadline;
    }

    public Outcome<O> outcome() {
        return outcome;
    }

    public ItemState state() {
        return state;
    }

    /** Leaves one state for another; {@code false} if it was not in that state any more. */
    public boolean move(ItemState from, ItemState to) {
        return STATE.compareAndSet(this, from, to);
    }

    /** When it was offered. */
    public long arrival() {
        return arrival;
    }

    long sequence() {
        return sequence;
    }

    void arrive(long now, long number) {
        arrival = now;
        sequence = number;
    }

    /** The size of batch that its slack was found to bear when it was admitted; a batch is not cut below it on its behalf. */
    int bearable() {
        return bearable;
    }

    void bears(int batchSize) {
        bearable = batchSize;
    }

    /** Whether it stands in a bucket. */
    boolean isWaiting() {
        return waiting;
    }

    void setWaiting(boolean stands) {
        waiting = stands;
    }

    @Nullable LiveMembers batch() {
        return batch;
    }

    void joins(LiveMembers members) {
        batch = members;
    }
}
