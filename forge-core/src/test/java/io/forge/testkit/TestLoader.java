package io.forge.testkit;

import io.forge.api.Handler;
import io.forge.api.HandlerRegistry.LoadContext;
import io.forge.api.HandlerRegistry.Loader;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Loads handlers that answer how often they were loaded, and notes what happens; waits where the test says so. */
public final class TestLoader implements Loader {

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger loads = new AtomicInteger();
    private final Semaphore permits = new Semaphore(Integer.MAX_VALUE);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private volatile String failure = "";
    private volatile long memory;
    private volatile IntFunction<Handler<?, ?>> handlers =
            load -> Handler.unary(String.class, String.class, (text, call) -> "load " + load);

    @Override
    public Handler<?, ?> load(LoadContext context) throws Exception {
        int load = loads.incrementAndGet();
        context.onClose(() -> events.add("closed second of load " + load));
        context.onClose(() -> events.add("closed first of load " + load));
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
        context.reserveMemory(memory);
        if (!failure.isEmpty()) {
            throw new IllegalStateException(failure);
        }
        return handlers.apply(load);
    }

    /** Waits with each load until it is {@link #proceed let} go on. */
    public TestLoader held() {
        permits.drainPermits();
        return this;
    }

    public void proceed() {
        permits.release();
    }

    /** Fails from the next load on; an empty message ends that. */
    public TestLoader failing(String message) {
        failure = message;
        return this;
    }

    public TestLoader taking(long bytes) {
        memory = bytes;
        return this;
    }

    public TestLoader giving(IntFunction<Handler<?, ?>> made) {
        handlers = made;
        return this;
    }

    public int loads() {
        return loads.get();
    }

    public void awaitLoads(int count) {
        Latches.awaitUntil(() -> loads.get() >= count);
    }

    public void awaitInterrupted() throws InterruptedException {
        Latches.await(interrupted);
    }

    /** What was closed, in order. */
    public List<String> events() {
        return events;
    }

    public static String[] closed(int load) {
        return new String[] {"closed first of load " + load, "closed second of load " + load};
    }
}
