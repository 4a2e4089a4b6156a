package io.forge.http;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Notices at once that a client has gone while its call runs; on the IO thread.
 *
 * <p>Undertow reads nothing between the end of a request and its answer, and so learns of it at the write only. A client
 * that closes just its sending side looks the same: it may still read an answer, so its connection stays open.
 */
final class PeerWatch implements ChannelListener<ConduitStreamSourceChannel> {

    private final HttpServerConnection connection;
    private final Runnable gone;

    private PeerWatch(HttpServerConnection connection, Runnable gone) {
        this.connection = connection;
        this.gone = gone;
    }

    /**
     * Watches until the exchange ends; Undertow takes the listener's place back by itself then.
     *
     * @param gone runs once, on the IO thread
     */
    static void start(HttpServerExchange exchange, Runnable gone) {
        // A request that waits behind this one, already read, hides the end of the stream: nothing to watch.
        if (exchange.getConnection() instanceof HttpServerConnection connection && connection.getExtraBytes() == null) {
            connection.getChannel().getSourceChannel().setReadListener(new PeerWatch(connection, gone));
            connection.getOriginalSourceConduit().resumeReads();
        }
    }

    @Override
    public void handleEvent(ConduitStreamSourceChannel channel) {
        var source = connection.getOriginalSourceConduit();
        PooledByteBuffer pooled = connection.getByteBufferPool().allocate();
        boolean kept = false;
        try {
            int count = source.read(pooled.getBuffer());
            if (count == 0) {
                return;
            }
            source.suspendReads();
            if (count < 0) {
                gone.run();
                return;
            }
            // The next request, early: Undertow reads it from here when its turn comes.
            pooled.getBuffer().flip();
            connection.ungetRequestBytes(pooled);
            kept = true;
        } catch (IOException e) {
            gone.run();
            IoUtils.safeClose(connection);
        } finally {
            if (!kept) {
                pooled.close();
            }
        }
    }
}
