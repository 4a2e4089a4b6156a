package io.forge.runtime;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Sink;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Calls a handler from within the process, past every protocol and codec. */
final class LocalCaller<I, O> implements Caller<I, O> {

    private final I input;
    private final CompletableFuture<O> future = new CallFuture();
    private @Nullable ActiveCall<I, O> call;

    private LocalCaller(I input) {
        this.input = input;
    }

    /** Starts a call for which there is a place in the lane; cancelling the future cancels the call. */
    static <I, O> CompletableFuture<O> start(Servable<I, O> servable, I input, String id) {
        var caller = new LocalCaller<I, O>(input);
        var call = servable.newCall(caller, id);
        caller.call = call;
        servable.start(call);
        return caller.future;
    }

    @Override
    public I input() {
        return input;
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.empty();
    }

    @Override
    public Sink<O> sink() {
        throw new ForgeException(ErrorCode.UNIMPLEMENTED, "A stream cannot be called in process yet");
    }

    @Override
    public void answered(O value) {
        delivered();
        future.complete(value);
    }

    @Override
    public void streamed() {
        throw new IllegalStateException("A stream ended that never began");
    }

    @Override
    public void failed(ForgeException failure) {
        delivered();
        future.completeExceptionally(failure);
    }

    /** The caller's side of the call. */
    private final class CallFuture extends CompletableFuture<O> {

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

    private void delivered() {
        var running = call;
        if (running != null) {
            running.delivered();
        }
    }
}
