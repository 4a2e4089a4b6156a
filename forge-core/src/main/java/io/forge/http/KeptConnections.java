package io.forge.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * The connections of a listener, and whether they are still in use while the server drains.
 *
 * <p>Safe for use by several threads.
 */
final class KeptConnections {

    private final AtomicInteger open = new AtomicInteger();
    private volatile long lastUse;

    /** Counts a connection until it brings no more; on its IO thread, when Undertow has it. */
    void add(StreamConnection connection) {
        var source = connection.getSourceChannel();
        if (!source.isOpen()) {
            return;
        }
        open.incrementAndGet();
        ChannelListener<? super ConduitStreamSourceChannel> undertow = source.getCloseListener();
        source.setCloseListener(closed -> {
            open.decrementAndGet();
            ChannelListeners.invokeChannelListener(closed, undertow);
        });
    }

    /** How many are open. */
    int open() {
        return open.get();
    }

    /** A request has come, or would be waited for from now on. */
    void used() {
        lastUse = System.nanoTime();
    }

    /** Whether none is open, or no request has come for some time. */
    boolean areIdleFor(Duration time) {
        return open.get() == 0 || System.nanoTime() - lastUse >= time.toNanos();
    }
}
