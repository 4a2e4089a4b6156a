package io.forge.runtime;

import io.forge.api.Content;
import io.forge.api.ForgeException;
import io.forge.api.Sink;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Calls a handler from within the process as a protocol would: with bytes in and bytes out. */
final class EncodedTransport<I, O> implements CallTransport<I, O>, CallDetails.Receiver {

    private static final Content NOTHING = Content.untyped(new byte[0]);

    private final Servable<I, O> servable;
    private final Content input;
    private final Sink<ByteBuffer> items;
    private final CallFuture<Content> future = new CallFuture<>();
    private CallDetails details = CallDetails.NONE;

    private EncodedTransport(Servable<I, O> servable, Content input, Sink<ByteBuffer> items) {
        this.servable = servable;
        this.input = input;
        this.items = items;
    }

    /**
     * Starts a call that was admitted; cancelling the future cancels the call.
     *
     * @param input what is decoded, on the thread of the handler
     * @param items takes the items of a stream, on the thread of the handler
     */
    static <I, O> CompletableFuture<Content> start(
            Servable<I, O> servable, Content input, Sink<ByteBuffer> items, String id, CallServices services) {
        var transport = new EncodedTransport<>(servable, input, items);
        transport.future.start(
                new ActiveCall<>(servable, transport, id, services),
                input.bytes().remaining());
        return transport.future;
    }

    @Override
    public I input() {
        String mediaType = input.mediaType().isEmpty() ? Payload.ANY_BYTES : input.mediaType();
        return servable.input().decode(mediaType, input.bytes(), this);
    }

    @Override
    public void received(CallDetails told) {
        details = told;
    }

    @Override
    public CallDetails details() {
        return details;
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.empty();
    }

    @Override
    public Sink<O> sink(CallHandle call) {
        return item -> send(call, item);
    }

    private void send(CallHandle call, O item) throws InterruptedException {
        var bytes = servable.output().encodeItem(item);
        if (future.isDone()) {
            throw Refusals.readerGone();
        }
        call.itemSent();
        items.send(bytes);
    }

    @Override
    public void answered(CallHandle call, O value) {
        var payload = servable.output().encode(value, details);
        call.written();
        future.succeed(
                payload.mediaType().isEmpty()
                        ? Content.untyped(payload.inOnePiece())
                        : Content.of(payload.mediaType(), payload.inOnePiece()));
    }

    @Override
    public void streamed() {
        future.succeed(NOTHING);
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
