package io.forge.runtime;

import io.forge.api.Call;
import io.forge.batch.BatchScheduler;
import io.forge.batch.ClaimedBatch;
import io.forge.batch.ItemState;
import io.forge.batch.Outcome;
import io.forge.batch.QueuedItem;
import io.forge.batch.Refusal;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One call in the queue of a batched handler: ends it as its scheduler says, and knows when the code has done with it.
 *
 * @param <P> what is queued
 * @param <O> the output type
 */
final class QueuedCall<P, O> implements Outcome<O> {

    private static final int ENDED = 1;

    /** No batch has it: set from its first run's end, cleared while it runs again. */
    private static final int CODE_LEFT = 2;

    private final QueueableCall<O> call;
    private final P input;
    private final BatchRefusals refusals;
    private final boolean explained;
    private final QueuedItem<QueuedCall<P, O>, O> item;
    private final AtomicInteger progress = new AtomicInteger();

    /** Written by the thread that runs the batch, which then tells the outcome. */
    private BatchReport report = BatchReport.NONE;

    /** Shared with the others of the batch that is being settled. */
    private @Nullable BatchFailures failures;

    /**
     * A call that is not queued yet.
     *
     * @param input what the batch gets
     * @param key calls run together only if their keys are equal
     * @param items how many items of a batch it takes
     * @param cost what it costs
     * @param explained whether each client is told of its batch
     */
    QueuedCall(
            QueueableCall<O> call,
            P input,
            Object key,
            int items,
            long cost,
            BatchRefusals refusals,
            boolean explained) {
        this.call = call;
        this.input = input;
        this.refusals = refusals;
        this.explained = explained;
        long deadline =
                WayToClient.deadlineOfCode(call.deadline(), refusals.clock().nanoTime());
        this.item = new QueuedItem<>(this, key, items, cost, deadline, this);
    }

    Call call() {
        return call;
    }

    P input() {
        return input;
    }

    /** Queues it. */
    void offerTo(BatchScheduler<QueuedCall<P, O>, O> scheduler) {
        call.queued(() -> giveUp(scheduler));
        scheduler.offer(item);
    }

    private void giveUp(BatchScheduler<QueuedCall<P, O>, O> scheduler) {
        if (scheduler.cancel(item)) {
            call.end(Refusals.callerGone());
            ended();
        }
    }

    /** A batch that has it begins. */
    void begin(long now) {
        progress.getAndUpdate(before -> before & ~CODE_LEFT);
        call.begun(now);
    }

    /** The code of that batch has come back. */
    void leave(ClaimedBatch<?, ?> batch, long begun, long now) {
        report = new BatchReport(
                batch.items(), begun - item.arrival(), now - begun, batch.reason(), explained, Optional.empty());
        int before = progress.getAndUpdate(steps -> steps | CODE_LEFT);
        if ((before & ENDED) != 0) {
            call.codeLeft();
        }
    }

    /**
     * The code of that batch, of which this call is the first, has come back.
     *
     * @param oldest when the call arrived that has waited longest
     */
    void ran(ClaimedBatch<?, ?> batch, long oldest, long begun, long now) {
        call.batchRan(new BatchReport(
                batch.items(), begun - oldest, now - begun, batch.reason(), explained, Optional.empty()));
    }

    /** Its answer is to be sent with those of others. */
    void gather(GatheredSends sends) {
        report = report.with(sends);
    }

    /** Its failure is to be logged with those of others. */
    void share(BatchFailures withOthers) {
        failures = withOthers;
    }

    /** What it holds is held until no code can look at it any more. */
    private void ended() {
        int before = progress.getAndUpdate(steps -> steps | ENDED);
        boolean wasClaimed = item.state() == ItemState.DONE;
        if (!wasClaimed || (before & CODE_LEFT) != 0) {
            call.codeLeft();
        }
    }

    @Override
    public void succeeded(O output) {
        call.answer(output, report);
    }

    @Override
    public void failed(Throwable failure) {
        String first = failures == null ? call.id() : failures.firstOf(failure, call.id());
        if (first.equals(call.id())) {
            call.fail(failure);
        } else {
            call.failWith(failure, first);
        }
    }

    /** Who watches the call may be about to end it, if its time is not over to the last. */
    @Override
    public void expired() {
        call.expire();
        ended();
    }

    @Override
    public void refused(Refusal refusal) {
        call.reject(refusals.of(refusal, item));
    }
}
