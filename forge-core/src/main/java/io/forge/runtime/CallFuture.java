package io.forge.runtime;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a call made in process: cancelling this cancels the call.
 *
 * @param <T> what the call's outcome is for whoever made it
 */
final class CallFuture<T> extends CompletableFuture<T> {

    private @Nullable ActiveCall<?, ?> call;

    /** Starts the call, once; it was admitted. */
    void start(ActiveCall<?, ?> started, long bodyLength) {
        call = started;
        started.start(bodyLength);
    }

    /** Gives back what the call has held, and completes. */
    void succeed(T outcome) {
        delivered();
        complete(outcome);
    }

    /** Gives back what the call has held, and fails. */
    void fail(Throwable failure) {
        delivered();
        completeExceptionally(failure);
    }

    /** As {@link #fail}, but whatever waits for this future goes on on other threads. */
    void failLater(Throwable failure, CallbackThreads callbacks) {
        delivered();
        callbacks.run(() -> completeExceptionally(failure));
    }

    private void delivered() {
        var ended = call;
        if (ended != null) {
            ended.delivered();
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        var running = call;
        if (cancelled && running != null) {
            running.cancel();
        }
        return cancelled;
    }
}
