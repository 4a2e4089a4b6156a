package io.forge.http;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.DefaultByteBufferPool;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/**
 * The buffers that Undertow reads into and writes from: each IO thread keeps some of its own, and no thread waits for another.
 *
 * <p>Undertow's own pool takes two locks that all threads share at every request. A buffer may be given back on any thread;
 * what comes back on a thread that is no IO thread is left to the garbage collector, as is what an IO thread has too many of.
 */
final class IoBuffers implements ByteBufferPool {

    /** As many as one IO thread keeps: 4 MiB with buffers of 16 KiB. */
    private static final int MAX_KEPT = 256;

    /** Of every pool: an IO thread belongs to one, and what is lent need not know which. */
    private static final ThreadLocal<ArrayDeque<ByteBuffer>> KEPT = ThreadLocal.withInitial(ArrayDeque::new);

    private final int size;
    private final ByteBufferPool arrays;

    /** A pool of buffers outside the heap, of this many bytes each. */
    IoBuffers(int size) {
        this.size = size;
        this.arrays = new DefaultByteBufferPool(false, size);
    }

    @Override
    public PooledByteBuffer allocate() {
        ByteBuffer free = isOnIoThread() ? KEPT.get().pollLast() : null;
        return new Lent(free == null ? ByteBuffer.allocateDirect(size) : free.clear());
    }

    private static boolean isOnIoThread() {
        return Thread.currentThread() instanceof XnioIoThread;
    }

    private static void takeBack(ByteBuffer buffer) {
        if (isOnIoThread()) {
            var mine = KEPT.get();
            if (mine.size() < MAX_KEPT) {
                mine.addLast(buffer);
            }
        }
    }

    @Override
    public ByteBufferPool getArrayBackedPool() {
        return arrays;
    }

    @Override
    public int getBufferSize() {
        return size;
    }

    @Override
    public boolean isDirect() {
        return true;
    }

    /** The buffers go with their threads. */
    @Override
    public void close() {
        arrays.close();
    }

    /** A buffer that somebody has; given back once, on whatever thread is last. */
    private static final class Lent implements PooledByteBuffer {

        private static final VarHandle BUFFER;

        static {
            try {
                BUFFER = MethodHandles.lookup().findVarHandle(Lent.class, "buffer", ByteBuffer.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private volatile @Nullable ByteBuffer buffer;

        private Lent(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public ByteBuffer getBuffer() {
            var open = buffer;
            if (open == null) {
                throw new IllegalStateException("The buffer has been given back");
            }
            return open;
        }

        @Override
        public void close() {
            // Two threads may end one connection: a buffer that comes back twice would be lent to two.
            var open = (ByteBuffer) BUFFER.getAndSet(this, null);
            if (open != null) {
                takeBack(open);
            }
        }

        @Override
        public boolean isOpen() {
            return buffer != null;
        }
    }
}
