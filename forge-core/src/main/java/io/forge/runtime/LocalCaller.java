package io.forge.runtime;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Sink;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Calls a handler from within the process, past every protocol and codec. */
final class LocalCaller<I, O> implements Caller<I, O> {

    private final I input;
    private final CallFuture<O> future = new CallFuture<>();

    private LocalCaller(I input) {
        this.input = input;
    }

    /** Starts a call for which there is a place in the lane; cancelling the future cancels the call. */
    static <I, O> CompletableFuture<O> start(Servable<I, O> servable, I input, String id) {
        var caller = new LocalCaller<I, O>(input);
        caller.future.start(new ActiveCall<>(servable, caller, id), 0);
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
    public Sink<O> sink(ActiveCall<I, O> call) {
        throw new ForgeException(ErrorCode.UNIMPLEMENTED, "A stream cannot be called in process yet");
    }

    @Override
    public void answered(ActiveCall<I, O> call, O value) {
        call.written();
        future.succeed(value);
    }

    @Override
    public void streamed() {
        throw new IllegalStateException("A stream ended that never began");
    }

    @Override
    public void failed(ForgeException failure) {
        future.fail(failure);
    }

    @Override
    public void abandoned(ForgeException failure, CallbackThreads callbacks) {
        future.failLater(failure, callbacks);
    }
}
