package io.forge.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;
import io.forge.api.ForgeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one run of a model needs and the next one uses again: buffers outside of the heap, and a way to end it early. */
final class RunSlot implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunSlot.class);

    private final RunBuffers free;
    private final RunOptions usual;

    /** For runs after which ONNX Runtime is to give memory back. */
    private final RunOptions shrinking;

    private final Map<String, ByteBuffer> buffers = new HashMap<>();

    /** Guards the field below, and with it that no run is ended but the one that is meant. */
    private final Object lock = new Object();

    private long run;
    private boolean ended;

    /**
     * For runs of one model.
     *
     * @param free where its buffers come from, and go
     */
    RunSlot(RunBuffers free) throws OrtException {
        this.free = free;
        this.usual = new RunOptions();
        this.shrinking = new RunOptions();
        shrinking.addRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
    }

    /**
     * A run begins.
     *
     * @return its number, by which it can be ended
     * @throws ForgeException if all runs have been ended
     */
    long begin() throws OrtException {
        synchronized (lock) {
            if (ended) {
                throw ModelSession.unloaded();
            }
            usual.setTerminate(false);
            shrinking.setTerminate(false);
            return ++run;
        }
    }

    /** A run is over, and cannot be ended any more. */
    void end() {
        synchronized (lock) {
            run++;
        }
    }

    /** Ends a run within some milliseconds, unless it is over; by any thread. */
    void terminate(long number) {
        synchronized (lock) {
            if (run == number) {
                terminate();
            }
        }
    }

    /** Ends the run that there is, and every later one; by any thread. */
    void terminateAll() {
        synchronized (lock) {
            ended = true;
            terminate();
        }
    }

    private void terminate() {
        try {
            usual.setTerminate(true);
            shrinking.setTerminate(true);
        } catch (OrtException e) {
            LOG.warn("A run of a model cannot be ended early", e);
        }
    }

    /**
     * The options of a run.
     *
     * @param large whether it takes far more memory than others
     */
    RunOptions options(boolean large) {
        return large ? shrinking : usual;
    }

    /**
     * A buffer for an input or output, until the run ends.
     *
     * @param name whose it is
     * @return little-endian and aligned, with room for just so many bytes
     */
    ByteBuffer buffer(String name, int bytes) {
        var buffer = buffers.get(name);
        if (buffer == null || buffer.capacity() < bytes) {
            if (buffer != null) {
                free.give(buffer);
            }
            buffer = free.take(bytes);
            buffers.put(name, buffer);
        }
        return buffer.slice(0, bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Lets go of the buffers, as after a run that was far larger than others. */
    void forgetBuffers() {
        buffers.clear();
    }

    @Override
    public void close() {
        buffers.values().forEach(free::give);
        buffers.clear();
        usual.close();
        shrinking.close();
    }
}
