package io.forge.batch;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** A scheduler whose clock and instances a test moves by hand; outcomes are of no interest, and nobody may be refused. */
final class ManualScheduler {

    static final long MILLI = 1_000_000;

    private final Deque<Instance<String, String>> launched = new ArrayDeque<>();
    private final BatchScheduler<String, String> scheduler;
    private long now = 1;

    ManualScheduler(BatchLimits limits) {
        scheduler = new BatchScheduler<>(
                () -> now,
                (at, action) -> () -> {},
                launched::add,
                problem -> {
                    throw new AssertionError(problem);
                },
                limits,
                BatchParts.standard(limits));
    }

    private static final class Unheard implements Outcome<String> {

        @Override
        public void succeeded(String output) {}

        @Override
        public void failed(Throwable failure) {}

        @Override
        public void expired() {}

        @Override
        public void refused(Refusal refusal) {
            throw new AssertionError(refusal);
        }
    }

    BatchScheduler<String, String> scheduler() {
        return scheduler;
    }

    /** The instances that were launched and have not been asked for, the first launched first. */
    Deque<Instance<String, String>> launched() {
        return launched;
    }

    void pass(long nanos) {
        now += nanos;
    }

    void offer(String input, String key, long patience) {
        scheduler.offer(new QueuedItem<>(input, key, 1, 1, now + patience, new Unheard()));
    }

    /** The inputs of the batch that an instance runs next; none if there is none. */
    List<String> start(Instance<String, String> instance) {
        return scheduler.next(instance).stream()
                .flatMap(batch -> batch.members().stream())
                .map(QueuedItem::input)
                .toList();
    }

    /** The batch of an instance has run. */
    void end(Instance<String, String> instance, int size, long duration) {
        pass(duration);
        scheduler.succeeded(instance, BatchResult.of(Collections.nCopies(size, "")));
    }
}
