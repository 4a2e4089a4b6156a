package io.forge.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a call made in process that waits for its handler to be loaded: cancelling this cancels the call.
 *
 * @param <T> what the call's outcome is for whoever made it
 */
final class LoadedCall<T> extends CompletableFuture<T> {

    private volatile @Nullable CompletableFuture<T> call;

    /** The call has begun, once. */
    void follow(CompletionStage<T> begun) {
        var started = begun.toCompletableFuture();
        call = started;
        if (isCancelled()) {
            started.cancel(true);
        }
        begun.whenComplete((value, failure) -> {
            if (failure == null) {
                complete(value);
            } else {
                completeExceptionally(failure);
            }
        });
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        var started = call;
        if (cancelled && started != null) {
            started.cancel(mayInterruptIfRunning);
        }
        return cancelled;
    }
}
