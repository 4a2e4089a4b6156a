package io.forge.http;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/**
 * The thread on which XNIO accepts connections, of which it tells nobody.
 *
 * <p>A client whose connection waits to be accepted when its listener closes meets a reset. On this thread, nothing comes
 * between the last accept, which finds nothing, and what is done next.
 */
final class AcceptThread {

    private static final Logger LOG = LoggerFactory.getLogger(AcceptThread.class);
    private static final String FIELD = "acceptThread";
    private static final long PATIENCE_SECONDS = 1;

    private final XnioWorker worker;

    AcceptThread(XnioWorker worker) {
        this.worker = worker;
    }

    /** Does something when all connections are accepted that there are, and returns when it is done, or at least tried. */
    void runWhenAllAreAccepted(Runnable action) {
        var done = new CountDownLatch(1);
        try {
            // What is to be done later is done after the thread has looked for connections, and what is to be done now
            // before.
            thread().executeAfter(
                            () -> {
                                action.run();
                                done.countDown();
                            },
                            1,
                            TimeUnit.MILLISECONDS);
            if (done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
            LOG.debug("The thread that accepts connections is held");
        } catch (ReflectiveOperationException | ClassCastException | RejectedExecutionException e) {
            LOG.debug("XNIO's accept thread is out of reach: some clients may meet a reset when the server stops", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        action.run();
    }

    /** The one and only place that depends on XNIO's insides. */
    private XnioIoThread thread() throws ReflectiveOperationException {
        var field = worker.getClass().getDeclaredField(FIELD);
        if (!field.trySetAccessible()) {
            throw new IllegalAccessException("XNIO does not let us look at it");
        }
        return (XnioIoThread) field.get(worker);
    }
}
