package io.forge.runtime;

import java.time.Duration;

/**
 * Section {@code dispatch}: where handlers run, and how many calls at once.
 *
 * @param mode where every handler runs; {@code auto} lets each one choose
 * @param eventLoop about IO threads
 * @param worker about the worker pool
 * @param virtual about virtual threads
 * @param thread about a platform thread for each call
 * @param serial about one thread for each handler
 */
public record DispatchConfig(
        DispatchMode mode, EventLoop eventLoop, Worker worker, Virtual virtual, PerThread thread, Serial serial) {

    private static final int MAX_QUEUE = 1_000_000;

    /** What holds where nothing is configured. */
    public static DispatchConfig defaults() {
        return new DispatchConfig(
                DispatchMode.AUTO,
                new EventLoop(ByteSize.ofKibibytes(64), Duration.ofMillis(100), 10_000),
                new Worker(8 * Runtime.getRuntime().availableProcessors(), 2_048),
                new Virtual(10_000),
                new PerThread(2_000),
                new Serial(2_048));
    }

    /**
     * Section {@code dispatch.event-loop}.
     *
     * @param maxBody a longer body sends its call to the worker pool
     * @param holdWarning a handler that holds an IO thread for longer is named in the log
     * @param maxRunning how many calls of one handler may be under way: those whose future is not complete yet
     */
    public record EventLoop(ByteSize maxBody, Duration holdWarning, int maxRunning) {

        /** Checks the numbers. */
        public EventLoop {
            Range.positive("max-running", maxRunning);
        }
    }

    /**
     * Section {@code dispatch.worker}.
     *
     * @param threads how many threads the pool has
     * @param queue how many calls of one handler may wait for one
     */
    public record Worker(int threads, int queue) {

        /** Checks the numbers. */
        public Worker {
            Range.positive("threads", threads);
            Range.check("queue", queue, 0, MAX_QUEUE);
        }
    }

    /**
     * Section {@code dispatch.virtual}.
     *
     * @param maxRunning how many calls of one handler may run
     */
    public record Virtual(int maxRunning) {

        /** Checks the numbers. */
        public Virtual {
            Range.positive("max-running", maxRunning);
        }
    }

    /**
     * Section {@code dispatch.thread}.
     *
     * @param maxRunning how many calls of one handler may run
     */
    public record PerThread(int maxRunning) {

        /** Checks the numbers. */
        public PerThread {
            Range.positive("max-running", maxRunning);
        }
    }

    /**
     * Section {@code dispatch.serial}.
     *
     * @param queue how many calls of one handler may wait for its thread
     */
    public record Serial(int queue) {

        /** Checks the numbers. */
        public Serial {
            Range.check("queue", queue, 0, MAX_QUEUE);
        }
    }
}
