package io.forge.http;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Sink;
import io.forge.runtime.ActiveCall;
import io.forge.runtime.Codec;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSinkChannel;

/**
 * Sends the items of one stream, as fast as the client takes them.
 *
 * <p>The handler's thread puts encoded items into a bounded queue and waits while it is full; the IO thread writes what is
 * there. Only the IO thread touches the exchange.
 */
final class StreamSink<O> implements Sink<O>, ChannelListener<StreamSinkChannel> {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final HttpServerExchange exchange;
    private final Codec<O> codec;
    private final ActiveCall<?, O> call;
    private final HttpParts parts;
    private final Responder.Delivery delivery;
    private final StreamFormat format;

    /** Guards the fields up to the blank line. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition room = lock.newCondition();
    private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean begun;
    private boolean writing;
    private Ending ending = Ending.NOT_YET;

    /** Used by the IO thread only, as is what follows. */
    private @Nullable StreamSinkChannel channel;

    private ByteBuffer current = NOTHING;
    private XnioExecutor.@Nullable Key stall;
    private boolean closed;

    /** How far a stream is from its end. */
    private enum Ending {
        /** More items may come. */
        NOT_YET,
        /** What waits is written, and then the last chunk. */
        COMPLETE,
        /** What waits is written, and then the connection is closed without the last chunk. */
        BROKEN_OFF,
        /** Nothing is written any more. */
        GONE
    }

    StreamSink(
            HttpServerExchange exchange,
            Codec<O> codec,
            ActiveCall<?, O> call,
            HttpParts parts,
            Responder.Delivery delivery) {
        this.exchange = exchange;
        this.codec = codec;
        this.call = call;
        this.parts = parts;
        this.delivery = delivery;
        this.format = StreamFormat.acceptedBy(exchange);
    }

    @Override
    public void send(O item) throws InterruptedException {
        var bytes = format.frame(codec.encodeItem(item));
        long limit = parts.config().streamBuffer().bytes();
        long patience = parts.config().writeTimeout().toNanos();
        lock.lockInterruptibly();
        try {
            while (ending == Ending.NOT_YET && waitingBytes >= limit) {
                // The IO thread gives up on a client that takes nothing; this wait ends with it.
                room.awaitNanos(patience);
            }
            if (ending != Ending.NOT_YET || (!begun && call.hasEnded())) {
                throw new ForgeException(ErrorCode.CANCELLED, "Nobody reads this stream any more");
            }
            if (!begun) {
                begun = true;
                call.streamBegun();
            }
            add(bytes);
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    private void add(ByteBuffer bytes) {
        waiting.add(bytes);
        waitingBytes += bytes.remaining();
        startWriting();
    }

    /** Under the lock. */
    private void startWriting() {
        if (!writing) {
            writing = true;
            exchange.getIoThread().execute(this::write);
        }
    }

    /** Takes no item any more, if none has come yet: then the status can still say what went wrong. */
    boolean closeUnbegun() {
        lock.lock();
        try {
            if (!begun) {
                ending = Ending.GONE;
            }
            return !begun;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the stream as it should be. */
    void end() {
        finishWith(Ending.COMPLETE, null);
    }

    /** Ends a stream that has begun so that the client can tell that it is not whole. */
    void fail(ForgeException failure) {
        switch (format) {
            case LINES -> finishWith(Ending.BROKEN_OFF, null);
            case EVENTS -> finishWith(Ending.COMPLETE, StreamFormat.errorEvent(problem(failure)));
        }
    }

    private ByteBuffer problem(ForgeException failure) {
        var type = ProblemType.of(failure.code());
        String detail = String.valueOf(failure.getMessage());
        return parts.problems()
                .encodeItem(new Problem(
                        type.uri(), type.title(), type.status(), detail, RawPath.shown(exchange), call.id()));
    }

    private void finishWith(Ending how, @Nullable ByteBuffer last) {
        lock.lock();
        try {
            if (ending == Ending.NOT_YET) {
                ending = how;
                if (last != null) {
                    add(last);
                }
            }
            startWriting();
        } finally {
            lock.unlock();
        }
    }

    /** The client sends no more and most likely has gone; on the IO thread. */
    void clientGone() {
        lock.lock();
        try {
            if (ending != Ending.NOT_YET) {
                return;
            }
            ending = Ending.GONE;
            room.signalAll();
        } finally {
            lock.unlock();
        }
        current = NOTHING;
        write();
    }

    @Override
    public void handleEvent(StreamSinkChannel ready) {
        write();
    }

    /** Writes what waits until there is nothing left or the socket takes no more; on the IO thread. */
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
        Ending how;
        lock.lock();
        try {
            how = ending;
            if (how != Ending.GONE && !waiting.isEmpty()) {
                current = takeWaiting();
                room.signalAll();
                return true;
            }
            // From here on a new item has to ask for the IO thread again.
            writing = how != Ending.NOT_YET;
        } finally {
            lock.unlock();
        }
        switch (how) {
            case NOT_YET -> flush();
            case COMPLETE -> complete();
            case BROKEN_OFF, GONE -> close();
        }
        return false;
    }

    /** All that waits, as one chunk; under the lock. */
    private ByteBuffer takeWaiting() {
        var taken = waiting.size() == 1 ? waiting.getFirst() : joined();
        waiting.clear();
        waitingBytes = 0;
        return taken;
    }

    private ByteBuffer joined() {
        var all = ByteBuffer.allocate((int) waitingBytes);
        waiting.forEach(all::put);
        return all.flip();
    }

    private StreamSinkChannel channel() {
        var open = channel;
        if (open == null) {
            exchange.setStatusCode(200);
            exchange.getResponseHeaders().put(RequestIds.HEADER, call.id());
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, format.mediaType());
            exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
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
            long millis = parts.config().writeTimeout().toMillis();
            stall = exchange.getIoThread().executeAfter(this::giveUp, millis, TimeUnit.MILLISECONDS);
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
        lock.lock();
        try {
            ending = Ending.GONE;
            room.signalAll();
        } finally {
            lock.unlock();
        }
        call.cancel();
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
