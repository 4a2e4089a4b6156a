package io.forge.json;

import io.forge.runtime.VirtualThreads;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.core.util.RecyclerPool;

/**
 * Keeps Jackson's buffers with the thread that uses them, except on a virtual thread, which ends after one call.
 */
final class BufferRecyclers implements RecyclerPool<BufferRecycler> {

    private static final long serialVersionUID = 1;

    private final RecyclerPool<BufferRecycler> ofThread = JsonRecyclerPools.threadLocalPool();
    private final RecyclerPool<BufferRecycler> shared = JsonRecyclerPools.newConcurrentDequePool();

    @Override
    public BufferRecycler acquireAndLinkPooled() {
        // What comes from the thread is linked to no pool and stays where it is when it is released.
        return pool().acquireAndLinkPooled();
    }

    @Override
    public BufferRecycler acquirePooled() {
        return pool().acquirePooled();
    }

    private RecyclerPool<BufferRecycler> pool() {
        return VirtualThreads.isCurrentVirtual() ? shared : ofThread;
    }

    @Override
    public void releasePooled(BufferRecycler recycler) {
        shared.releasePooled(recycler);
    }
}
