package io.forge.runtime;

import io.forge.config.Between;
import io.forge.config.ByteSize;
import io.forge.config.Computed;
import java.time.Duration;

/**
 * Section {@code dispatch}: where handlers run, and how many calls at a time.
 *
 * @param mode where every handler runs; {@code auto} leaves it to each handler
 * @param eventLoop settings of the IO threads
 * @param worker settings of the worker pool
 * @param virtual settings of virtual threads
 * @param thread settings of a platform thread per call
 * @param serial settings of one thread per handler
 */
public record DispatchConfig(
        DispatchMode mode, EventLoop eventLoop, Worker worker, Virtual virtual, PerThread thread, Serial serial) {

    /** What holds where nothing is configured. */
    public static DispatchConfig defaults() {
        return new DispatchConfig(
                DispatchMode.AUTO,
                new EventLoop(ByteSize.ofKibibytes(64), Duration.ofMillis(100), 10_000),
                new Worker(8 * Runtime.getRuntime().availableProcessors(), 2_048),
                new Virtual(10_000, VirtualCarrier.AUTO, Duration.ofMillis(5)),
                new PerThread(2_000),
                new Serial(2_048));
    }

    /**
     * Section {@code dispatch.event-loop}: the connections' own threads, for code that never blocks.
     *
     * @param maxBody a longer body moves its call to the worker pool
     * @param holdWarning a handler that blocks an IO thread for longer is reported in the log
     * @param maxRunning how many calls of one handler may be in flight: that is, whose future is pending
     */
    public record EventLoop(
            ByteSize maxBody,
            @Between(min = "1ms", max = "24h") Duration holdWarning,
            @Between(min = "1") int maxRunning) {}

    /**
     * Section {@code dispatch.worker}: a pool of threads, for code that blocks or computes.
     *
     * @param threads the number of threads in the pool
     * @param queue how many calls of one handler may be queued
     */
    public record Worker(
            @Computed("8 for each processor") @Between(min = "1", max = "10000")
            int threads,

            @Between(min = "0", max = "1000000") int queue) {}

    /**
     * Section {@code dispatch.virtual}: a virtual thread for each call, for code that waits; Java 21 or later.
     *
     * @param maxRunning how many calls of one handler may run
     * @param carrier what runs the threads: {@code in-place} runs a call on its connection's IO thread until it waits for
     *     the first time, which costs no hand-over, and needs Java 24 or later and {@code --add-opens
     *     java.base/java.lang=ALL-UNNAMED}; {@code jdk} starts it on the JDK's carriers; {@code auto} is {@code in-place}
     *     where it can be had
     * @param firstLeg a handler that repeatedly blocks its IO thread for longer is reported in the log, and its calls start
     *     on the JDK's carriers from then on
     */
    public record Virtual(
            @Between(min = "1") int maxRunning,
            VirtualCarrier carrier,
            @Between(min = "1ms", max = "24h") Duration firstLeg) {}

    /**
     * Section {@code dispatch.thread}: a new platform thread for each call.
     *
     * @param maxRunning how many calls of one handler may run
     */
    public record PerThread(
            @Between(min = "1", max = "100000") int maxRunning) {}

    /**
     * Section {@code dispatch.serial}: one thread for each handler, one call at a time.
     *
     * @param queue how many calls of one handler may be queued
     */
    public record Serial(
            @Between(min = "0", max = "1000000") int queue) {}
}
