package io.forge.runtime;

import io.forge.batch.BatchResult;
import io.forge.batch.ClaimedBatch;
import io.forge.batch.Settlement;
import io.forge.batch.Telling;
import java.util.List;

/**
 * Answers the members of a batch as another settlement does, and has their answers sent, and their failures logged, together.
 *
 * @param settlement decides on the answers
 * @param <P> what was queued
 * @param <O> the output type
 */
record GatheredSettlement<P, O>(Settlement<QueuedCall<P, O>, O> settlement) implements Settlement<QueuedCall<P, O>, O> {

    @Override
    public void succeeded(ClaimedBatch<QueuedCall<P, O>, O> batch, BatchResult<O> result, Telling telling) {
        if (batch.members().size() == 1) {
            settlement.succeeded(batch, result, telling);
            return;
        }
        var sends = new GatheredSends();
        share(batch);
        batch.members().forEach(member -> member.input().gather(sends));
        settlement.succeeded(batch, result, telling);
        sends.flush();
    }

    @Override
    public List<ClaimedBatch<QueuedCall<P, O>, O>> failed(
            ClaimedBatch<QueuedCall<P, O>, O> batch, Throwable failure, Telling telling) {
        share(batch);
        return settlement.failed(batch, failure, telling);
    }

    private void share(ClaimedBatch<QueuedCall<P, O>, O> batch) {
        var failures = new BatchFailures();
        batch.members().forEach(member -> member.input().share(failures));
    }
}
