package io.forge.http;

import io.forge.api.ForgeException;
import io.forge.api.Sink;
import io.forge.runtime.CallHandle;
import io.forge.runtime.ItemQueue.Ending;
import io.forge.runtime.Refusals;
import io.undertow.server.HttpServerExchange;

/** Where a handler's items go: they are written in the form of a protocol, and put on their way to the client. */
final class StreamSink<O> implements Sink<O> {

    private final StreamForm<O> form;
    private final CallHandle call;
    private final ChunkWriter writer;
    private final String path;
    private volatile boolean begun;

    StreamSink(
            HttpServerExchange exchange,
            StreamForm<O> form,
            CallHandle call,
            HttpParts parts,
            Responder.Delivery delivery) {
        this.form = form;
        this.call = call;
        this.path = RawPath.shown(exchange);
        this.writer = new ChunkWriter(
                exchange, parts, new ChunkWriter.Head(call.id(), form.mediaType()), call::cancel, delivery);
    }

    @Override
    public void send(O item) throws InterruptedException {
        var bytes = form.item(item);
        if (!begun) {
            if (call.hasEnded()) {
                throw Refusals.readerGone();
            }
            begun = true;
        }
        call.itemSent();
        call.sending(bytes.remaining());
        writer.items().put(bytes);
    }

    /** Takes no item any more, if none has come yet: then the status can still say what went wrong. */
    boolean closeUnbegun() {
        return writer.items().closeUnbegun();
    }

    /** Ends the stream as it should be. */
    void end() {
        writer.items().end(Ending.COMPLETE, form.end());
    }

    /** Ends a stream that has begun so that the client can tell that it is not whole. */
    void fail(ForgeException failure) {
        var problem = Problem.of(Refusal.of(failure), path, call.id());
        var last = form.failure(problem);
        writer.items().end(last.isPresent() ? Ending.COMPLETE : Ending.BROKEN_OFF, last);
    }

    /** The client sends no more and most likely has gone; on the IO thread. */
    void clientGone() {
        writer.stop();
    }
}
