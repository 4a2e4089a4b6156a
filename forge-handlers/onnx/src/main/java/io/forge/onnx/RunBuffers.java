package io.forge.onnx;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Buffers outside of the heap, which a model leaves to the one that replaces it. The collector would free them late: they
 * are next to nothing on the heap.
 *
 * <p>Safe for use by several threads.
 */
final class RunBuffers {

    /** Those of the process. */
    static final RunBuffers SHARED = new RunBuffers(64 << 20);

    /** As wide as the widest vector instructions. */
    private static final int ALIGNMENT = 64;

    private static final int SMALLEST = 4 << 10;

    /** What is larger is not rounded up. */
    private static final int LARGEST_ROUNDED = 1 << 29;

    private final long mostKept;

    /** Those that nobody uses, by capacity. */
    private final Map<Integer, Deque<ByteBuffer>> free = new HashMap<>();

    private long kept;

    /**
     * None yet.
     *
     * @param mostKept how many bytes may wait for somebody to use them
     */
    RunBuffers(long mostKept) {
        this.mostKept = mostKept;
    }

    /**
     * A buffer of the caller's own, with anything in it.
     *
     * @return aligned, with room for at least so many bytes
     */
    ByteBuffer take(int bytes) {
        int capacity = capacityFor(bytes);
        synchronized (this) {
            var fitting = free.get(capacity);
            if (fitting != null && !fitting.isEmpty()) {
                kept -= capacity;
                return fitting.pop();
            }
        }
        return ByteBuffer.allocateDirect(capacity + ALIGNMENT)
                .alignedSlice(ALIGNMENT)
                .slice(0, capacity);
    }

    private static int capacityFor(int bytes) {
        int most = Math.max(bytes, SMALLEST);
        int highest = Integer.highestOneBit(most);
        return most == highest || most > LARGEST_ROUNDED ? most : highest << 1;
    }

    /** Takes a buffer back that its owner will not use again. */
    synchronized void give(ByteBuffer buffer) {
        if (kept + buffer.capacity() <= mostKept) {
            kept += buffer.capacity();
            free.computeIfAbsent(buffer.capacity(), capacity -> new ArrayDeque<>())
                    .push(buffer);
        }
    }
}
