package io.forge.http;

import io.forge.runtime.Lifecycle;
import io.forge.runtime.Payload;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSinkChannel;

/** Writes complete answers, values and problems alike; on the IO thread. */
final class Responder {

    /** The JDK copies all that it is given to memory outside the heap, at every write, and keeps that memory. */
    private static final int SLICE = 128 << 10;

    private final Duration writeTimeout;
    private final Lifecycle lifecycle;
    private final UnreadBody unreadBody = new UnreadBody();
    private final AtomicInteger slowWrites = new AtomicInteger();

    /** Is told that an answer is as good as sent. */
    @FunctionalInterface
    interface Delivery {

        /**
         * The last bytes are about to leave, or nothing will leave any more. Said before, so that whoever has read them
         * finds what the call has held free; perhaps more than once.
         */
        void delivered();
    }

    Responder(HttpConfig config, Lifecycle lifecycle) {
        this.writeTimeout = config.writeTimeout();
        this.lifecycle = lifecycle;
    }

    /** Sends why there is no answer, in the form of a protocol. */
    void refuse(HttpServerExchange exchange, String callId, Refusal refusal, FailureForm form, Delivery delivery) {
        var problem = Problem.of(refusal, RawPath.shown(exchange), callId);
        if (refusal.connection() == Refusal.Connection.CLOSE || !isBodySkipped(exchange)) {
            exchange.getResponseHeaders().put(Headers.CONNECTION, "close");
        }
        send(exchange, callId, new Reply(problem.status(), form.write(problem), refusal.headers()), delivery);
    }

    /**
     * Whether the next request can be found behind this one's body: not where it is too long to be read for nothing, nor
     * where a client that waits for a 100 sends it late or not at all.
     */
    private static boolean isBodySkipped(HttpServerExchange exchange) {
        if (exchange.isRequestComplete()) {
            return true;
        }
        boolean shortEnough = exchange.getRequestContentLength() < UnreadBody.MAX_BYTES;
        return shortEnough && !exchange.getRequestHeaders().contains(Headers.EXPECT);
    }

    /**
     * Sends an answer with its length; an empty media type leaves {@code Content-Type} out.
     *
     * @param delivery told on this thread
     */
    void send(HttpServerExchange exchange, String callId, Reply reply, Delivery delivery) {
        assert exchange.isInIoThread();
        if (exchange.isResponseStarted() || !exchange.getConnection().isOpen()) {
            delivery.delivered();
            return;
        }
        var payload = reply.payload();
        var headers = exchange.getResponseHeaders();
        exchange.setStatusCode(reply.status());
        if (!reply.headers().isEmpty()) {
            reply.headers().forEach((name, value) -> headers.put(HttpString.tryFromString(name), value));
        }
        headers.put(RequestIds.HEADER, callId);
        if (lifecycle.isDraining() || !exchange.isPersistent()) {
            // Undertow says so too, but not of a 204.
            headers.put(Headers.CONNECTION, "close");
        } else if (exchange.isHttp10() && !headers.contains(Headers.CONNECTION)) {
            // Its client keeps the connection only when told so (RFC 9112, section 9.3).
            headers.put(Headers.CONNECTION, "keep-alive");
        }
        if (!payload.mediaType().isEmpty()) {
            headers.put(Headers.CONTENT_TYPE, payload.mediaType());
        }
        if (reply.status() != 204) {
            ContentLength.set(headers, payload.remaining());
        }
        write(exchange, payload, delivery);
    }

    private void write(HttpServerExchange exchange, Payload payload, Delivery delivery) {
        if (payload.remaining() == 0 || exchange.getRequestMethod().equals(Methods.HEAD)) {
            delivery.delivered();
            finish(exchange);
            return;
        }
        var channel = exchange.getResponseChannel();
        try {
            if (writeSome(channel, payload, delivery)) {
                finish(exchange);
            } else {
                new SlowWrite(exchange, channel, payload, delivery).start();
            }
        } catch (IOException e) {
            giveUp(exchange, delivery);
        }
    }

    /** Writes until all is written or the socket takes no more; whether all is. */
    private static boolean writeSome(StreamSinkChannel channel, Payload payload, Delivery delivery) throws IOException {
        return payload.tail().isEmpty()
                ? writeSome(channel, payload.bytes(), delivery)
                : writePieces(channel, payload, delivery);
    }

    private static boolean writePieces(StreamSinkChannel channel, Payload payload, Delivery delivery)
            throws IOException {
        long remaining = payload.remaining();
        while (remaining > 0) {
            if (remaining <= SLICE) {
                delivery.delivered();
            }
            long written = GatheringWrite.write(channel, payload, SLICE);
            if (written == 0) {
                return false;
            }
            remaining -= written;
        }
        return true;
    }

    private static boolean writeSome(StreamSinkChannel channel, ByteBuffer bytes, Delivery delivery)
            throws IOException {
        int end = bytes.limit();
        try {
            while (bytes.position() < end) {
                int slice = Math.min(SLICE, end - bytes.position());
                bytes.limit(bytes.position() + slice);
                if (bytes.limit() == end) {
                    delivery.delivered();
                }
                if (channel.write(bytes) == 0) {
                    return false;
                }
            }
            return true;
        } finally {
            bytes.limit(end);
        }
    }

    private void finish(HttpServerExchange exchange) {
        if (exchange.isRequestComplete()) {
            exchange.endExchange();
        } else {
            unreadBody.endExchange(exchange);
        }
    }

    private static void giveUp(HttpServerExchange exchange, Delivery delivery) {
        IoUtils.safeClose(exchange.getConnection());
        delivery.delivered();
    }

    /** Whether some client has not taken all of its answer yet; on any thread. */
    boolean isWriting() {
        return slowWrites.get() > 0;
    }

    /** Goes on with an answer whenever its client has taken some of it, and gives up when it takes none. */
    private final class SlowWrite implements ChannelListener<StreamSinkChannel> {

        private final HttpServerExchange exchange;
        private final StreamSinkChannel channel;
        private final Payload payload;
        private final Delivery delivery;
        private XnioExecutor.Key timeout;

        private SlowWrite(HttpServerExchange exchange, StreamSinkChannel channel, Payload payload, Delivery delivery) {
            this.exchange = exchange;
            this.channel = channel;
            this.payload = payload;
            this.delivery = delivery;
            this.timeout = startTimeout();
        }

        private XnioExecutor.Key startTimeout() {
            return exchange.getIoThread().executeAfter(this::stop, writeTimeout.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void start() {
            slowWrites.incrementAndGet();
            channel.getWriteSetter().set(this);
            channel.resumeWrites();
        }

        @Override
        public void handleEvent(StreamSinkChannel ready) {
            long before = payload.remaining();
            try {
                if (writeSome(channel, payload, delivery)) {
                    slowWrites.decrementAndGet();
                    timeout.remove();
                    channel.suspendWrites();
                    // Else the connection keeps the answer until it writes the next one.
                    channel.getWriteSetter().set(null);
                    finish(exchange);
                } else if (payload.remaining() < before) {
                    timeout.remove();
                    timeout = startTimeout();
                }
            } catch (IOException e) {
                timeout.remove();
                stop();
            }
        }

        private void stop() {
            slowWrites.decrementAndGet();
            giveUp(exchange, delivery);
        }
    }
}
