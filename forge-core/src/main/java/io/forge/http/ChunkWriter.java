package io.forge.http;

import io.forge.runtime.ItemQueue;
import io.forge.runtime.ItemQueue.Taken;
import io.forge.runtime.Lifecycle;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSinkChannel;

/** Writes the items of one stream as HTTP chunks, as fast as the client takes them; on the IO thread, but for {@link #wake}. */
final class ChunkWriter implements ChannelListener<StreamSinkChannel> {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final HttpServerExchange exchange;
    private final Duration timeout;
    private final Head head;
    private final Lifecycle lifecycle;
    private final Runnable clientGone;
    private final Responder.Delivery delivery;
    private final ItemQueue items;

    private @Nullable StreamSinkChannel channel;
    private ByteBuffer current = NOTHING;
    private XnioExecutor.@Nullable Key stall;
    private boolean closed;

    /**
     * What the answer says before its first chunk.
     *
     * @param callId the call's id
     * @param mediaType the {@code Content-Type}
     */
    record Head(String callId, String mediaType) {}

    /**
     * A writer for one answer.
     *
     * @param parts say how much may wait, and how long the client may take nothing
     * @param clientGone is told when nothing can be written any more
     */
    ChunkWriter(
            HttpServerExchange exchange, HttpParts parts, Head head, Runnable clientGone, Responder.Delivery delivery) {
        this.exchange = exchange;
        this.timeout = parts.config().writeTimeout();
        this.head = head;
        this.lifecycle = parts.lifecycle();
        this.clientGone = clientGone;
        this.delivery = delivery;
        this.items = new ItemQueue(parts.config().streamBuffer().bytes(), timeout, this::wake);
    }

    /** Where the items are put that are written here. */
    ItemQueue items() {
        return items;
    }

    private void wake() {
        exchange.getIoThread().execute(this::write);
    }

    /** The client sends no more and most likely has gone. */
    void stop() {
        if (items.abandonUnended()) {
            current = NOTHING;
            write();
        }
    }

    @Override
    public void handleEvent(StreamSinkChannel ready) {
        write();
    }

    /** Writes what waits until there is nothing left or the socket takes no more. */
    private void write() {
        assert exchange.isInIoThread();
        try {
            while (!closed && take()) {
                var out = channel();
                if (out.write(current) == 0) {
                    waitForRoom(out);
                    return;
                }
                stopStall();
            }
        } catch (IOException e) {
            giveUp();
        }
    }

    /** Gets the next bytes to write; false if there is nothing to do now or any more. */
    private boolean take() throws IOException {
        if (current.hasRemaining()) {
            return true;
        }
        Taken taken = items.take();
        if (taken.items().isPresent()) {
            current = taken.items().get();
            return true;
        }
        switch (taken.ending()) {
            case NOT_YET -> flush();
            case COMPLETE -> complete();
            case BROKEN_OFF, GONE -> close();
        }
        return false;
    }

    private StreamSinkChannel channel() {
        var open = channel;
        if (open == null) {
            exchange.setStatusCode(200);
            exchange.getResponseHeaders().put(RequestIds.HEADER, head.callId());
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, head.mediaType());
            exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
            if (lifecycle.isDraining()) {
                exchange.getResponseHeaders().put(Headers.CONNECTION, "close");
            }
            open = exchange.getResponseChannel();
            channel = open;
        }
        return open;
    }

    private void flush() throws IOException {
        var out = channel();
        if (out.flush()) {
            stopStall();
            out.suspendWrites();
        } else {
            waitForRoom(out);
        }
    }

    private void waitForRoom(StreamSinkChannel out) {
        if (stall == null) {
            stall = exchange.getIoThread().executeAfter(this::giveUp, timeout.toMillis(), TimeUnit.MILLISECONDS);
        }
        out.getWriteSetter().set(this);
        out.resumeWrites();
    }

    private void stopStall() {
        var running = stall;
        if (running != null) {
            running.remove();
            stall = null;
        }
    }

    private void complete() throws IOException {
        var out = channel();
        out.shutdownWrites();
        if (out.flush()) {
            exchange.endExchange();
            finish();
        } else {
            // What ends a stream has its time too, like all of it.
            waitForRoom(out);
        }
    }

    private void close() {
        IoUtils.safeClose(exchange.getConnection());
        finish();
    }

    /** The client takes nothing any more, or its connection broke. */
    private void giveUp() {
        items.abandon();
        clientGone.run();
        close();
    }

    private void finish() {
        stopStall();
        if (!closed) {
            closed = true;
            delivery.delivered();
        }
    }
}
