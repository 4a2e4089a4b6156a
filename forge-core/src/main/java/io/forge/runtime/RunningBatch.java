package io.forge.runtime;

import static java.util.Objects.requireNonNull;

import io.forge.api.Batch;
import io.forge.api.Call;
import io.forge.api.ForgeException;
import io.forge.batch.ClaimedBatch;
import io.forge.batch.QueuedItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls that one run of a batched handler's code answers, as that code sees them.
 *
 * <p>Made and ended by the thread that runs the code.
 *
 * @param <P> what was queued
 * @param <O> the output type
 */
final class RunningBatch<P, O> implements Batch<P> {

    private final ClaimedBatch<QueuedCall<P, O>, O> claimed;
    private final CallbackThreads callbacks;
    private final Consumer<Throwable> problems;
    private final List<P> inputs;
    private final Cancellation cancellation = new Cancellation();

    /** Guards the fields below. */
    private final Object lock = new Object();

    private final Map<Integer, Throwable> failures = new HashMap<>();
    private boolean over;
    private @Nullable CountDownLatch telling;

    /**
     * A batch that has not begun.
     *
     * @param callbacks run cancel actions
     * @param problems hears what cancel actions throw
     */
    RunningBatch(ClaimedBatch<QueuedCall<P, O>, O> claimed, CallbackThreads callbacks, Consumer<Throwable> problems) {
        this.claimed = claimed;
        this.callbacks = callbacks;
        this.problems = problems;
        var all = new ArrayList<P>(claimed.members().size());
        for (QueuedItem<QueuedCall<P, O>, O> member : claimed.members()) {
            all.add(member.input().input());
        }
        this.inputs = Collections.unmodifiableList(all); // May have null, where the input type is Void.
    }

    /** This thread is about to run the code: from now on it is interrupted if nobody waits for an answer any more. */
    void begin() {
        cancellation.tryStart();
        claimed.onAbandoned(this::cancel);
    }

    /** The code has come back; waits for the cancel actions that have begun. */
    void end() {
        CountDownLatch begun;
        synchronized (lock) {
            over = true;
            begun = telling;
        }
        cancellation.leave();
        if (begun != null) {
            awaitUninterruptibly(begun);
        }
    }

    /** On any thread, under a lock of the scheduler's batch. */
    private void cancel() {
        List<Runnable> actions;
        CountDownLatch done;
        synchronized (lock) {
            if (over) {
                return;
            }
            actions = cancellation.cancel();
            if (actions.isEmpty()) {
                return;
            }
            done = new CountDownLatch(1);
            telling = done;
        }
        callbacks.run(() -> {
            try {
                actions.forEach(this::tell);
            } finally {
                done.countDown();
            }
        });
    }

    private void tell(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            problems.accept(e);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The failures of single inputs, by place; for who has called {@link #end}. */
    Map<Integer, Throwable> failures() {
        synchronized (lock) {
            return new HashMap<>(failures);
        }
    }

    @Override
    public List<P> inputs() {
        return inputs;
    }

    @Override
    public Call call(int index) {
        return claimed.members().get(index).input().call();
    }

    @Override
    public void fail(int index, ForgeException failure) {
        Objects.checkIndex(index, inputs.size());
        requireNonNull(failure, "failure");
        synchronized (lock) {
            if (!over) {
                failures.putIfAbsent(index, failure);
            }
        }
    }

    @Override
    public boolean isCancelled() {
        return claimed.isAbandoned();
    }

    @Override
    public void onCancel(Runnable action) {
        cancellation.onCancel(requireNonNull(action, "action"));
    }

    @Override
    public String toString() {
        return "batch of %s".formatted(inputs.size());
    }
}
