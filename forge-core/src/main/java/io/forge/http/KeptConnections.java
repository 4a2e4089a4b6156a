package io.forge.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.StreamConnection;

/**
 * The connections of a listener, and whether they are still in use while the server drains.
 *
 * <p>Safe for use by several threads.
 */
final class KeptConnections {

    private final AtomicInteger open = new AtomicInteger();
    private volatile long lastUse;

    /** Counts a connection until it is closed. */
    void add(StreamConnection connection) {
        open.incrementAndGet();
        // XNIO adds it to the listeners that there are, and calls it at once where the connection is closed already.
        connection.setCloseListener(closed -> open.decrementAndGet());
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
