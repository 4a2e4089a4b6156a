package io.forge.runtime;

import io.forge.api.ForgeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Watches the calls in flight from one thread: ends those whose time is over and names those that hold an IO thread.
 *
 * <p>A call that answers within its turn on the event loop is never entered here: nothing could take it away.
 */
public final class CallSupervisor implements AutoCloseable {

    /** How often the IO threads are looked at. */
    private static final long TICK_NANOS = DeadlineWatch.LONGEST_PAUSE.toNanos();

    private final Clock clock;
    private final EventLoopWatch eventLoopWatch;
    private final DeadlineWatch deadlines;
    private final CallbackThreads callbacks = new CallbackThreads();
    private final TimerThread timer;
    private volatile boolean closed;
    private volatile @Nullable Thread thread;

    /**
     * A supervisor that watches from {@link #start} to {@link #close}.
     *
     * @param clock the time
     * @param eventLoopHold how long code may hold an IO thread before it is named
     */
    public CallSupervisor(Clock clock, Duration eventLoopHold) {
        this.clock = clock;
        this.deadlines = new DeadlineWatch(clock);
        this.timer = new TimerThread(clock);
        this.eventLoopWatch = new EventLoopWatch(clock, eventLoopHold.toNanos());
    }

    /** Starts to watch; called once. */
    public void start() {
        var watching = new Thread(this::watch, "forge-supervisor");
        watching.setDaemon(true);
        thread = watching;
        watching.start();
    }

    private void watch() {
        long nextTick = now() + TICK_NANOS;
        while (!closed && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, Math.min(deadlines.untilNextLook(), nextTick - now()));
            if (nextTick - now() <= 0) {
                nextTick = now() + TICK_NANOS;
                eventLoopWatch.check();
            }
            if (deadlines.untilNextLook() <= 0) {
                deadlines.look();
            }
        }
    }

    private void wake() {
        var watching = thread;
        if (watching != null) {
            LockSupport.unpark(watching);
        }
    }

    long now() {
        return clock.nanoTime();
    }

    CallbackThreads callbacks() {
        return callbacks;
    }

    TimerThread timer() {
        return timer;
    }

    EventLoopWatch eventLoopWatch() {
        return eventLoopWatch;
    }

    void add(SupervisedCall call) {
        if (deadlines.add(call)) {
            wake();
        }
    }

    /** The deadline of a call that was added is another now. */
    void deadlineMoved(SupervisedCall call) {
        if (deadlines.comesBeforeNextLook(call)) {
            wake();
        }
    }

    void remove(SupervisedCall call) {
        deadlines.remove(call);
    }

    /** The calls of some handlers that are in flight now. */
    List<SupervisedCall> calls(Predicate<Servable<?, ?>> handlers) {
        return deadlines.calls().filter(call -> handlers.test(call.servable())).toList();
    }

    /** Ends every call in flight of some handlers, for its code, which is interrupted. */
    void abandonAll(Predicate<Servable<?, ?>> handlers, ForgeException reason) {
        calls(handlers).forEach(call -> call.abandon(reason));
    }

    /** Stops watching and waits for the thread to end. */
    @Override
    public void close() {
        closed = true;
        wake();
        var watching = thread;
        if (watching != null) {
            joinUninterruptibly(watching);
        }
        timer.close();
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
