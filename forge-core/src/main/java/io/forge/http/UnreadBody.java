package io.forge.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Ends an exchange whose body nobody wanted: reads on for a little so that the answer arrives, then closes.
 *
 * <p>A socket that is closed with unread bytes in it is reset, and a reset takes the answer with it that the client has
 * not read yet (RFC 9112, section 9.6). On the IO thread.
 */
final class UnreadBody {

    /** A body of so many bytes is not read only to be thrown away. */
    static final int MAX_BYTES = 256 << 10;

    private static final AttachmentKey<StreamSourceChannel> LEFT = AttachmentKey.create(StreamSourceChannel.class);
    private static final long MAX_MILLIS = 1_000;

    /** Says where the rest of a body is whose reader has stopped within it. */
    static void leave(HttpServerExchange exchange, @Nullable StreamSourceChannel channel) {
        if (channel != null) {
            exchange.putAttachment(LEFT, channel);
        }
    }

    /** Ends the exchange, whose answer has been written to the last byte. */
    void endExchange(HttpServerExchange exchange) {
        var left = exchange.getAttachment(LEFT);
        var channel = left != null ? left : exchange.getRequestChannel();
        var discard = new Discard(exchange);
        if (channel == null) {
            discard.stop();
            return;
        }
        try {
            var response = exchange.getResponseChannel();
            if (response != null) {
                response.shutdownWrites();
                response.flush();
            }
        } catch (IOException e) {
            discard.stop();
            return;
        }
        discard.read(channel);
    }

    private static final class Discard implements ChannelListener<StreamSourceChannel> {

        private final HttpServerExchange exchange;
        private final ByteBuffer scratch = ByteBuffer.allocate(8 << 10);
        private final XnioExecutor.Key timeout;
        private int left = MAX_BYTES;

        private Discard(HttpServerExchange exchange) {
            this.exchange = exchange;
            this.timeout = exchange.getIoThread().executeAfter(this::stop, MAX_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void read(StreamSourceChannel channel) {
            try {
                while (left > 0) {
                    scratch.clear();
                    int count = channel.read(scratch);
                    if (count < 0) {
                        end();
                        return;
                    }
                    if (count == 0) {
                        channel.getReadSetter().set(this);
                        channel.resumeReads();
                        return;
                    }
                    left -= count;
                }
                stop();
            } catch (IOException e) {
                stop();
            }
        }

        @Override
        public void handleEvent(StreamSourceChannel channel) {
            read(channel);
        }

        private void end() {
            timeout.remove();
            exchange.endExchange();
        }

        private void stop() {
            timeout.remove();
            IoUtils.safeClose(exchange.getConnection());
        }
    }
}
