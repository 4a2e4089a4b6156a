package io.forge.http;

import io.forge.runtime.Admission;
import io.forge.runtime.Refusals;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads one request body without blocking, up to a limit; on the IO thread.
 *
 * <p>Memory follows the bytes that have come, never what a header promises; a body that lies in one packet is read in one
 * pass into an array of its own length.
 */
final class BodyReader implements ChannelListener<StreamSourceChannel> {

    private static final int FIRST_CHUNK = 4 << 10;
    private static final int FIRST_KNOWN = 64 << 10;
    private static final ByteBuffer NO_ROOM = ByteBuffer.allocate(0);

    private final HttpServerExchange exchange;
    private final long limit;
    private final Admission admission;
    private final Receiver receiver;
    private final long declared;
    private final @Nullable ChunkFraming framing;
    private long reserved;
    private ByteBuffer body;
    private @Nullable StreamSourceChannel channel;
    private XnioExecutor.@Nullable Key clock;

    /** Waits for a body, and takes the outcome: exactly one of the three, on the IO thread. */
    interface Receiver {

        /** How long it waits; asked for once, if the body has not come with the first read. */
        BodyDeadline deadline();

        /** The body is complete. */
        void bodyRead(ByteBuffer body);

        /** The body is refused. */
        void bodyRefused(Refusal refusal);

        /** The client broke off, and its connection is closed. */
        void bodyLost();
    }

    /** Whether a body of this length has come together with the headers, as most small ones do. */
    static boolean hasCome(HttpServerExchange exchange, long length) {
        if (length > 0 && exchange.getConnection() instanceof HttpServerConnection connection) {
            var received = connection.getExtraBytes();
            return received != null && received.getBuffer().remaining() >= length;
        }
        return false;
    }

    /**
     * Reads a body that {@linkplain #hasCome has come}: nobody has to wait for more of it.
     *
     * @throws IOException if the connection is broken
     */
    static ByteBuffer readAtOnce(HttpServerExchange exchange, int length) throws IOException {
        var source = channelOf(exchange);
        var body = ByteBuffer.allocate(length);
        while (body.hasRemaining()) {
            if (source.read(body) <= 0) {
                throw new EOFException("A body that had come is not there");
            }
        }
        endRequest(exchange, source);
        return body.flip();
    }

    private static StreamSourceChannel channelOf(HttpServerExchange exchange) {
        var opened = exchange.getRequestChannel();
        if (opened == null) {
            throw new IllegalStateException("Somebody else reads this body");
        }
        return opened;
    }

    /** Undertow ends the request at the read that finds nothing left. */
    private static void endRequest(HttpServerExchange exchange, StreamSourceChannel source) throws IOException {
        if (!exchange.isRequestComplete()) {
            source.read(NO_ROOM);
        }
    }

    /**
     * A reader for one request, whose declared length fits the limit.
     *
     * @param limit bytes
     * @param admission where room has been reserved for a declared length, and more is for what comes without one
     */
    BodyReader(HttpServerExchange exchange, long limit, Admission admission, Receiver receiver) {
        this.exchange = exchange;
        this.limit = limit;
        this.admission = admission;
        this.receiver = receiver;
        this.declared = exchange.getRequestContentLength();
        this.framing = declared < 0 ? new ChunkFraming(exchange) : null;
        this.reserved = Math.max(0, declared);
        this.body = ByteBuffer.allocate(
                (int) (declared < 0 ? Math.min(FIRST_CHUNK, limit + 1) : Math.min(declared, FIRST_KNOWN)));
    }

    /** How many bytes of the memory this body holds, for whoever releases them. */
    long reserved() {
        return reserved;
    }

    void start() {
        assert exchange.isInIoThread();
        var opened = channelOf(exchange);
        channel = opened;
        read(opened);
    }

    @Override
    public void handleEvent(StreamSourceChannel ready) {
        read(ready);
    }

    private void read(StreamSourceChannel source) {
        try {
            while (body.position() != declared) {
                if (!body.hasRemaining() && !grow()) {
                    return;
                }
                int count = source.read(body);
                if (framing != null && framing.outweighs(body.position())) {
                    refuse(Refusal.close(ProblemType.TOO_LARGE, "The chunks have more framing than data"));
                    return;
                }
                if (count == 0) {
                    waitForMore(source);
                    return;
                }
                if (count < 0) {
                    break;
                }
                if (body.position() > limit) {
                    refuse(Refusal.close(Refusals.tooLarge(limit)));
                    return;
                }
            }
            endRequest(exchange, source);
        } catch (IOException e) {
            breakOff();
            return;
        }
        stopClock();
        var whole = body.flip();
        // The reader lives as long as its call, which lets the body go once it is read.
        body = NO_ROOM;
        receiver.bodyRead(whole);
    }

    /** Doubles the buffer, within the declared length or the limit; the one more byte shows that a body is too long. */
    private boolean grow() {
        long capacity = Math.min(2L * body.capacity(), declared < 0 ? limit + 1 : declared);
        if (declared < 0) {
            if (!admission.tryReserve(capacity - reserved)) {
                refuse(Refusal.of(Refusals.noRoom()));
                return false;
            }
            reserved = capacity;
        }
        body = ByteBuffer.allocate((int) capacity).put(body.flip());
        return true;
    }

    private void waitForMore(StreamSourceChannel source) {
        if (clock == null) {
            var deadline = receiver.deadline();
            clock = exchange.getIoThread()
                    .executeAfter(() -> expire(deadline), deadline.millis(), TimeUnit.MILLISECONDS);
            source.getReadSetter().set(this);
        }
        source.resumeReads();
    }

    private void expire(BodyDeadline deadline) {
        if (exchange.isRequestComplete()) {
            return;
        }
        refuse(deadline.refusal(body.position()));
    }

    private void stopClock() {
        if (clock != null) {
            clock.remove();
        }
    }

    private void refuse(Refusal refusal) {
        stopClock();
        body = NO_ROOM;
        var unread = channel;
        if (unread != null) {
            // The refusal may take its time to leave: what comes meanwhile is nobody's until then.
            unread.suspendReads();
            unread.getReadSetter().set(null);
        }
        UnreadBody.leave(exchange, unread);
        receiver.bodyRefused(refusal);
    }

    /** A body that ends early can still be answered, unless its connection broke. */
    private void breakOff() {
        if (declared > body.position() && exchange.getConnection().isOpen()) {
            refuse(Refusal.close(
                    ProblemType.BAD_REQUEST,
                    "The body ended after %s of %s bytes".formatted(body.position(), declared)));
            return;
        }
        stopClock();
        IoUtils.safeClose(exchange.getConnection());
        receiver.bodyLost();
    }
}
