package io.forge.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session of ONNX Runtime that is not closed under a run, which would crash the process.
 *
 * <p>Safe for use by several threads.
 */
final class ModelSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelSession.class);

    private final Path file;
    private final OrtSession session;
    private final Duration grace;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Guarded by the lock, as is what follows. */
    private final Deque<RunSlot> idle = new ArrayDeque<>();

    private final Set<RunSlot> running = new HashSet<>();
    private boolean closed;

    /** Runs have not ended in time. */
    private boolean left;

    /**
     * A session that is this object's to close.
     *
     * @param file the model, for messages
     * @param grace how long runs may take to end when the session is closed
     */
    ModelSession(Path file, OrtSession session, Duration grace) {
        this.file = file;
        this.session = session;
        this.grace = grace;
    }

    OrtSession session() {
        return session;
    }

    /**
     * A slot for one run, which must be given back.
     *
     * @throws ForgeException if the session is closed
     */
    RunSlot acquire() throws OrtException {
        lock.lock();
        try {
            if (closed) {
                throw unloaded();
            }
            var slot = idle.isEmpty() ? new RunSlot(RunBuffers.SHARED) : idle.pop();
            running.add(slot);
            return slot;
        } finally {
            lock.unlock();
        }
    }

    static ForgeException unloaded() {
        return new ForgeException(ErrorCode.UNAVAILABLE, "The model has been unloaded");
    }

    /** Whether runs are ended by it. */
    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    void release(RunSlot slot) {
        lock.lock();
        try {
            running.remove(slot);
            if (!closed) {
                idle.push(slot);
                return;
            }
            slot.close();
            changed.signalAll();
            if (left && running.isEmpty()) {
                closeLate();
            }
        } finally {
            lock.unlock();
        }
    }

    private void closeLate() {
        try {
            closeSession();
        } catch (OrtException e) {
            LOG.warn("{} cannot be unloaded", file, e);
        }
    }

    private void closeSession() throws OrtException {
        session.close();
        NativeHeap.trimSoon();
    }

    /** Ends the runs and then the session; where a run does not end in time, the session is left until it does. */
    @Override
    public void close() throws OrtException {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            idle.forEach(RunSlot::close);
            idle.clear();
            running.forEach(RunSlot::terminateAll);
            if (haveRunsEnded()) {
                closeSession();
            } else {
                left = true;
                LOG.warn("{} runs of {} do not end: until they do, its memory stays in use", running.size(), file);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean haveRunsEnded() {
        long patience = grace.toNanos();
        try {
            while (!running.isEmpty() && patience > 0) {
                patience = changed.awaitNanos(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return running.isEmpty();
    }
}
