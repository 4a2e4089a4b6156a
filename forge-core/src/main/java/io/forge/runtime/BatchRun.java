package io.forge.runtime;

import io.forge.api.Handler;
import io.forge.batch.BatchCode;
import io.forge.batch.BatchResult;
import io.forge.batch.ClaimedBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the code of a batched handler for the calls of a batch, on the thread of an instance.
 *
 * @param code the handler's
 * @param check looks at each output
 * @param sizes counts the batches
 * @param supervisor of the server
 * @param problems hears what cancel actions throw
 */
record BatchRun<P, O>(
        Handler.Batched<P, O> code,
        OutputCheck<O> check,
        BatchSizes sizes,
        CallSupervisor supervisor,
        Consumer<Throwable> problems)
        implements BatchCode<QueuedCall<P, O>, O> {

    @Override
    public BatchResult<O> run(ClaimedBatch<QueuedCall<P, O>, O> claimed) throws Exception {
        var batch = new RunningBatch<>(claimed, supervisor.callbacks(), problems);
        long begun = supervisor.now();
        claimed.members().forEach(member -> member.input().begin(begun));
        List<O> outputs;
        batch.begin();
        try {
            outputs = code.handle(batch);
        } finally {
            batch.end();
            long now = supervisor.now();
            tell(claimed, begun, now);
            claimed.members().forEach(member -> member.input().leave(claimed, begun, now));
        }
        sizes.ran(claimed.items(), supervisor.now() - begun);
        return result(batch, outputs);
    }

    /** While the calls hold what they hold: the observer is told of the batch before it is told that they are over. */
    private static <P, O> void tell(ClaimedBatch<QueuedCall<P, O>, O> claimed, long begun, long now) {
        var members = claimed.members();
        long oldest = members.get(0).arrival();
        for (int i = 1; i < members.size(); i++) {
            long arrival = members.get(i).arrival();
            oldest = arrival - oldest < 0 ? arrival : oldest;
        }
        members.get(0).input().ran(claimed, oldest, begun, now);
    }

    @SuppressWarnings("ConstantValue") // The code is somebody else's.
    private BatchResult<O> result(RunningBatch<P, O> batch, List<O> outputs) {
        if (outputs == null) {
            throw new IllegalStateException("The handler returned null for a batch: return one output for each input");
        }
        var failures = batch.failures();
        var copy = new ArrayList<@Nullable O>(outputs); // The code may go on changing its own.
        int answered = Math.min(copy.size(), batch.inputs().size()); // More or fewer is for the scheduler to say.
        for (int i = 0; i < answered; i++) {
            if (!failures.containsKey(i)) {
                try {
                    check.check(copy.get(i), batch.call(i));
                } catch (RuntimeException e) {
                    failures.put(i, e);
                }
            }
        }
        return new BatchResult<>(Collections.unmodifiableList(copy), failures);
    }
}
