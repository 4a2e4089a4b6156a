package io.forge.runtime;

import io.forge.api.ForgeException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Watches the calls in flight from one thread: ends those whose time is over and names those that hold an IO thread.
 *
 * <p>A call that answers within its turn on the event loop is never entered here: nothing could take it away.
 */
public final class CallSupervisor implements AutoCloseable {

    /** How late a deadline may be noticed. */
    private static final Duration TICK = Duration.ofMillis(20);

    private final Clock clock;
    private final EventLoopWatch eventLoopWatch;
    private final Set<SupervisedCall> calls = ConcurrentHashMap.newKeySet();
    private final CallbackThreads callbacks = new CallbackThreads();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;

    /**
     * A supervisor that watches from {@link #start} to {@link #close}.
     *
     * @param clock the time
     * @param eventLoopHold how long code may hold an IO thread before it is named
     */
    public CallSupervisor(Clock clock, Duration eventLoopHold) {
        this.clock = clock;
        this.eventLoopWatch = new EventLoopWatch(clock, eventLoopHold.toNanos());
    }

    /** Starts to watch; called once. */
    public void start() {
        var watching = new Thread(this::watch, "forge-supervisor");
        watching.setDaemon(true);
        watching.start();
        thread = watching;
    }

    private void watch() {
        try {
            while (!closed.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                eventLoopWatch.check();
                calls.forEach(SupervisedCall::expire);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    long now() {
        return clock.nanoTime();
    }

    CallbackThreads callbacks() {
        return callbacks;
    }

    EventLoopWatch eventLoopWatch() {
        return eventLoopWatch;
    }

    void add(SupervisedCall call) {
        calls.add(call);
    }

    void remove(SupervisedCall call) {
        calls.remove(call);
    }

    /** The calls of some handlers that are in flight now. */
    List<SupervisedCall> calls(Predicate<Servable<?, ?>> handlers) {
        return calls.stream().filter(call -> handlers.test(call.servable())).toList();
    }

    /** Ends every call in flight of some handlers, for its code, which is interrupted. */
    void abandonAll(Predicate<Servable<?, ?>> handlers, ForgeException reason) {
        calls(handlers).forEach(call -> call.abandon(reason));
    }

    /** Stops watching and waits for the thread to end. */
    @Override
    public void close() {
        closed.countDown();
        var watching = thread;
        if (watching != null) {
            joinUninterruptibly(watching);
        }
        callbacks.close();
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
