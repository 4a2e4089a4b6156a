package io.forge.runtime;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Sink;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Calls a handler from within the process, past every protocol and codec. */
final class LocalTransport<I, O> implements CallTransport<I, O> {

    private final I input;
    private final CallFuture<O> future = new CallFuture<>();

    private LocalTransport(I input) {
        this.input = input;
    }

    /** Starts a call that was admitted; cancelling the future cancels the call. */
    static <I, O> CompletableFuture<O> start(Servable<I, O> servable, I input, String id, CallServices services) {
        var transport = new LocalTransport<I, O>(input);
        transport.future.start(new ActiveCall<>(servable, transport, id, services), 0);
        return transport.future;
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
    public Sink<O> sink(CallHandle call) {
        throw new ForgeException(ErrorCode.UNIMPLEMENTED, "A stream cannot be called in process yet");
    }

    @Override
    public void answered(CallHandle call, O value) {
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
