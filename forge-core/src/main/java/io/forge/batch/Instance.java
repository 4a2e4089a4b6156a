package io.forge.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A permit to run one batch at a time. Guarded by the scheduler's lock.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
public final class Instance<I, O> {

    private final int number;
    private final Deque<ClaimedBatch<I, O>> parts = new ArrayDeque<>();

    private boolean taken;
    private boolean launched;
    private @Nullable ClaimedBatch<I, O> batch;
    private long started;
    private double expected;
    private double margin;

    Instance(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** Whether a task has it, running a batch or on its way to ask for one. */
    boolean isTaken() {
        return taken;
    }

    void take() {
        taken = true;
        launched = true;
    }

    /** Whether its task has not asked for a batch yet. */
    boolean isLaunched() {
        return launched;
    }

    void arrived() {
        launched = false;
    }

    void release() {
        taken = false;
    }

    /** How many items it runs. */
    public int items() {
        return batch == null ? 0 : batch.items();
    }

    /** What it runs; {@code null} if nothing. */
    @Nullable ClaimedBatch<I, O> batch() {
        return batch;
    }

    /** Who is in the batch that it runs, or in a part that it is still to run again. */
    List<QueuedItem<I, O>> members() {
        if (parts.isEmpty()) {
            return batch == null ? List.of() : batch.members();
        }
        List<QueuedItem<I, O>> members = new ArrayList<>();
        if (batch != null) {
            members.addAll(batch.members());
        }
        parts.forEach(part -> members.addAll(part.members()));
        return members;
    }

    void start(ClaimedBatch<I, O> claimed, long now, double expectedNanos, double marginNanos) {
        batch = claimed;
        started = now;
        expected = expectedNanos;
        margin = marginNanos;
    }

    long end() {
        batch = null;
        return started;
    }

    long started() {
        return started;
    }

    /** What is left of a failed batch, to be run again. */
    Deque<ClaimedBatch<I, O>> parts() {
        return parts;
    }

    /** Nanoseconds until it is likely to be free. One that is late is likely to need as long again as it is late. */
    double remaining(long now) {
        if (batch == null) {
            return 0;
        }
        double passed = now - started;
        return passed < expected ? expected - passed : Math.max(passed - expected, 0.05 * expected);
    }

    /** By how much that may be wrong. */
    double margin() {
        return batch == null ? 0 : margin;
    }
}
