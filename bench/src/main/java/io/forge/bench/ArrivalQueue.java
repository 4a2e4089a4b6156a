package io.forge.bench;

import io.forge.api.Call;
import io.forge.api.Content;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers calls in batches in the order in which they came, without a look at their deadlines: a queue written by hand. */
final class ArrivalQueue implements Handler.Async<Content, String> {

    /** As many as Forge queues by default. */
    private static final int MAX_QUEUE = 1_024;

    private final BlockingQueue<CompletableFuture<String>> queue = new ArrayBlockingQueue<>(MAX_QUEUE);
    private final int maxItems;
    private final ModelTime time;

    ArrivalQueue(int maxItems, ModelTime time) {
        this.maxItems = maxItems;
        this.time = time;
    }

    @Override
    public CompletionStage<String> handle(Content input, Call call) {
        var output = new CompletableFuture<String>();
        if (!queue.offer(output)) {
            throw new ForgeException(ErrorCode.OVERLOADED, "%s calls are queued already".formatted(MAX_QUEUE));
        }
        return output;
    }

    /** Starts the only thread that answers; it ends with the process. */
    ArrivalQueue start() {
        var thread = new Thread(this::answerAll, "arrival-queue");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void answerAll() {
        try {
            while (true) {
                answer(nextBatch());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<CompletableFuture<String>> nextBatch() throws InterruptedException {
        var batch = new ArrayList<CompletableFuture<String>>();
        batch.add(queue.take());
        queue.drainTo(batch, maxItems - 1);
        return batch;
    }

    private void answer(List<CompletableFuture<String>> batch) {
        time.spend(batch.size());
        batch.forEach(output -> output.complete(BatchingServer.ANSWER));
    }
}
