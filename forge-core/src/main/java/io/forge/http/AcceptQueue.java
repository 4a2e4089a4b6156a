package io.forge.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.StreamConnection;

/**
 * The connections that the operating system has for a listener and that were not accepted yet: whoever waits there when the
 * listener closes meets a reset.
 *
 * <p>They are accepted in the order in which they came. So a connection of our own is behind all of them, and when it is
 * accepted, they are. Safe for use by several threads.
 */
final class AcceptQueue {

    private static final Logger LOG = LoggerFactory.getLogger(AcceptQueue.class);

    /** An IO thread may be held by a handler; a network may be set up so that nobody reaches himself. */
    private static final int PATIENCE_MILLIS = 1_000;

    private final CountDownLatch accepted = new CountDownLatch(1);

    /** From where we connect; {@code null} while we do not. */
    private volatile @Nullable SocketAddress probe;

    /** Whether this is our own connection, which is for nothing else; on its IO thread. */
    boolean isProbe(StreamConnection connection) {
        var expected = probe;
        if (expected == null || !expected.equals(connection.getPeerAddress())) {
            return false;
        }
        accepted.countDown();
        return true;
    }

    /** Waits, not for long, until all are accepted that have come before this was called. */
    void awaitEmpty(InetSocketAddress listener) {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(addressFor(listener.getAddress()), 0));
            probe = socket.getLocalSocketAddress();
            socket.connect(
                    new InetSocketAddress(addressFor(listener.getAddress()), listener.getPort()), PATIENCE_MILLIS);
            if (!accepted.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("It is not known whether connections still wait to be accepted");
            }
        } catch (IOException e) {
            LOG.debug("It is not known whether connections still wait to be accepted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static InetAddress addressFor(InetAddress listener) {
        return listener.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : listener;
    }
}
