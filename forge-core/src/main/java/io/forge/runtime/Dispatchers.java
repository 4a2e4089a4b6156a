package io.forge.runtime;

import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.api.Handler.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides where a handler runs and gives it a lane there. */
public final class Dispatchers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatchers.class);

    private static final long TERMINATION_SECONDS = 1;

    private final ExecutorStart eventLoop;
    private final ExecutorStart worker;
    private final EventLoopWatch watch;
    private final CallSupervisor supervisor;
    private final DispatchConfig config;
    private final List<ExecutorService> serialThreads = new ArrayList<>();
    private final AtomicBoolean lackIsTold = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * Dispatch over an event loop and a worker that belong to the server.
     *
     * @param eventLoop runs a task on one of the IO threads
     * @param worker runs a task on one of the worker's threads
     * @param supervisor watches the IO threads
     * @param config sizes and bounds
     */
    public Dispatchers(Executor eventLoop, Executor worker, CallSupervisor supervisor, DispatchConfig config) {
        this.eventLoop = new ExecutorStart(eventLoop);
        this.worker = new ExecutorStart(worker);
        this.supervisor = supervisor;
        this.watch = supervisor.eventLoopWatch();
        this.config = config;
    }

    /**
     * Where a handler runs: what is configured, else what it asks for, else its shape's default.
     *
     * @param handler the handler
     * @param configured what its own section says, before what the server's says
     * @throws IllegalArgumentException if that cannot be had; the message says what to do
     */
    public Dispatch resolve(Handler<?, ?> handler, DispatchMode configured) {
        Optional<Dispatch> explicit =
                configured.dispatch().or(() -> config.mode().dispatch());
        Dispatch chosen = explicit.or(handler::dispatch).orElseGet(() -> defaultOf(handler.shape()));
        if (chosen == Dispatch.EVENT_LOOP && handler.shape() == Shape.STREAMING) {
            throw new IllegalArgumentException("Its code streams, which waits for slow clients and would hold the event"
                    + " loop: use dispatch virtual, worker or thread");
        }
        if (chosen == Dispatch.EVENT_LOOP && handler.shape() == Shape.BATCHED) {
            throw new IllegalArgumentException("Its code runs in batches, which would hold the event loop: use dispatch"
                    + " worker, virtual, thread or serial");
        }
        if (chosen == Dispatch.VIRTUAL && !VirtualThreads.available()) {
            if (explicit.isPresent()) {
                throw new IllegalArgumentException(
                        "Dispatch virtual needs Java 21 or later and this is Java %s: use".formatted(Runtime.version())
                                + " dispatch auto or worker, or start Forge with a newer Java");
            }
            return Dispatch.WORKER;
        }
        return chosen;
    }

    private static Dispatch defaultOf(Shape shape) {
        return switch (shape) {
            case UNARY, ASYNC, BATCHED -> Dispatch.WORKER;
            case STREAMING -> Dispatch.VIRTUAL;
        };
    }

    /**
     * A lane of its own for a handler.
     *
     * @param dispatch where it runs, as {@link #resolve} has found
     */
    Lane lane(String handler, Shape shape, Dispatch dispatch) {
        return switch (dispatch) {
            case EVENT_LOOP ->
                new Lane(
                        dispatch,
                        new EventLoopStart(
                                eventLoop, worker, config.eventLoop().maxBody().bytes(), watch),
                        config.eventLoop().maxRunning(),
                        Dispatchers::nothing);
            case WORKER ->
                new Lane(
                        dispatch,
                        worker,
                        config.worker().threads() + config.worker().queue(),
                        Dispatchers::nothing);
            case VIRTUAL ->
                new Lane(dispatch, virtual(handler, shape), config.virtual().maxRunning(), Dispatchers::nothing);
            case THREAD ->
                new Lane(dispatch, newThreads(handler), config.thread().maxRunning(), Dispatchers::nothing);
            case SERIAL -> {
                var thread = serialThread(handler);
                yield new Lane(
                        dispatch, new ExecutorStart(thread), 1 + config.serial().queue(), () -> end(thread));
            }
        };
    }

    /**
     * Where batches run, and where their calls are decoded and prepared before.
     *
     * @param lane of the calls, which start on the worker
     * @param instances runs batches
     */
    record BatchPlace(Lane lane, Executor instances) {}

    /**
     * A place of its own for a batched handler.
     *
     * @param dispatch where its batches run, as {@link #resolve} has found
     * @param mostCalls how many calls may be queued or running
     */
    BatchPlace batchPlace(String handler, Dispatch dispatch, long mostCalls) {
        long calls = config.worker().threads() + config.worker().queue() + mostCalls;
        int permits = (int) Math.min(Integer.MAX_VALUE, calls);
        return switch (dispatch) {
            case EVENT_LOOP -> throw new IllegalStateException("resolve() lets no batches onto the event loop");
            case WORKER -> {
                var handOver = new HandOver(worker.executor());
                var start = new ExecutorStart(handOver.leading());
                yield new BatchPlace(new Lane(dispatch, start, permits, Dispatchers::nothing), handOver);
            }
            case VIRTUAL ->
                batchPlace(dispatch, permits, virtualThreads(handler).executor(), Dispatchers::nothing);
            case THREAD -> batchPlace(dispatch, permits, newThreads(handler).executor(), Dispatchers::nothing);
            case SERIAL -> {
                var thread = serialThread(handler);
                yield batchPlace(dispatch, permits, thread, () -> end(thread));
            }
        };
    }

    private BatchPlace batchPlace(Dispatch dispatch, int permits, Executor instances, Runnable end) {
        return new BatchPlace(new Lane(dispatch, worker, permits, end), instances);
    }

    /** What looks after the calls. */
    CallSupervisor supervisor() {
        return supervisor;
    }

    private ExecutorStart newThreads(String handler) {
        return threadPerTask(platformThreads("forge-" + handler + "-"));
    }

    private ExecutorStart virtualThreads(String handler) {
        return threadPerTask(VirtualThreads.factory("forge-" + handler)
                .orElseThrow(() -> new IllegalStateException("resolve() lets no virtual lane through")));
    }

    private CallStart virtual(String handler, Shape shape) {
        var elsewhere = virtualThreads(handler);
        // Code that streams waits for the IO thread: where it cannot leave it, both would wait for good.
        if (shape == Shape.STREAMING || !isInPlace()) {
            return elsewhere;
        }
        var policy = new InPlacePolicy(
                handler, "forge-" + handler, config.virtual().firstLeg().toNanos());
        return new InPlaceStart(policy, elsewhere, config.eventLoop().maxBody().bytes(), watch);
    }

    private boolean isInPlace() {
        if (config.virtual().carrier() == VirtualCarrier.JDK) {
            return false;
        }
        var lack = InPlaceThreads.lack();
        if (lack.isPresent() && InPlaceThreads.isOfUse() && !lackIsTold.getAndSet(true)) {
            LOG.info(
                    "Dispatch virtual would cost much less with dispatch.virtual.carrier in-place, which {}",
                    lack.get());
        }
        return lack.isEmpty();
    }

    private static void nothing() {}

    private ExecutorStart threadPerTask(ThreadFactory threads) {
        return new ExecutorStart(task -> {
            if (closed) {
                throw new RejectedExecutionException("The server is closed");
            }
            threads.newThread(task).start();
        });
    }

    private static ThreadFactory platformThreads(String prefix) {
        var number = new AtomicLong();
        return task -> {
            var thread = new Thread(task, prefix + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }

    private synchronized ExecutorService serialThread(String handler) {
        // The queue needs no bound of its own: the lane lets no more calls in than fit.
        var executor = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), platformThreads("forge-" + handler + "-"));
        serialThreads.add(executor);
        return executor;
    }

    private synchronized void end(ExecutorService serialThread) {
        serialThreads.remove(serialThread);
        endNow(serialThread);
    }

    /** Calls that still wait behind the one that runs must end too: their lane starts no code any more. */
    private static void endNow(ExecutorService serialThread) {
        serialThread.shutdownNow().forEach(Runnable::run);
    }

    /** Takes no task any more, interrupts those that run on threads of its own, and waits a second for their end. */
    @Override
    public synchronized void close() {
        closed = true;
        serialThreads.forEach(Dispatchers::endNow);
        try {
            for (var serial : serialThreads) {
                serial.awaitTermination(TERMINATION_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
