package io.forge.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes events from any thread without ever making it wait, and writes them on a thread of its own.
 *
 * <p>An event for which there is no room, or that cannot be written, is lost; how many were is said in a line of the log as
 * soon as one can be written again. Logback's own appenders lose the first kind without a word, and stop for ever at the first
 * failed write.
 */
final class LogQueue extends UnsynchronizedAppenderBase<ILoggingEvent> {

    /** How many events may wait to be written. */
    static final int CAPACITY = 1_024;

    /** How long the end of the process waits for the last events. */
    static final Duration LAST_WORDS = Duration.ofSeconds(1);

    /** Tells the writer that nothing comes any more. */
    private static final CapturedEvent END = CapturedEvent.ownOf(new LoggingEvent());

    private final Logger logger;
    private final LineChannel out;
    private final int capacity;
    private final Duration lastWords;
    private final BlockingQueue<CapturedEvent> waiting;
    private final AtomicLong lost = new AtomicLong();
    private final Thread writer = new Thread(this::writeUntilEnd, "forge-log");
    private volatile LogFormat format;
    private volatile String lastLoss = "";

    /**
     * A queue that {@link #start} opens.
     *
     * @param out where the lines go
     * @param capacity how many events may wait
     * @param lastWords how long {@link #stop} waits for the events that are waiting
     */
    LogQueue(LoggerContext context, LineChannel out, LogFormat format, int capacity, Duration lastWords) {
        setContext(context);
        this.logger = context.getLogger(LogQueue.class);
        this.out = out;
        this.format = format;
        this.capacity = capacity;
        this.lastWords = lastWords;
        this.waiting = new ArrayBlockingQueue<>(capacity);
        writer.setDaemon(true);
    }

    /** From now on events are written in another way. */
    void format(LogFormat other) {
        format = other;
    }

    @Override
    public void start() {
        super.start();
        writer.start();
    }

    /** Takes no more events, and waits a while for those that it has to be written. */
    @Override
    public void stop() {
        if (!isStarted()) {
            return;
        }
        super.stop();
        try {
            long deadline = System.nanoTime() + lastWords.toNanos();
            if (waiting.offer(END, lastWords.toNanos(), TimeUnit.NANOSECONDS)) {
                TimeUnit.NANOSECONDS.timedJoin(writer, deadline - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (!waiting.offer(CapturedEvent.of(event))) {
            lastLoss = "%s were waiting already".formatted(capacity);
            lost.incrementAndGet();
        }
    }

    private void writeUntilEnd() {
        var events = new ArrayList<CapturedEvent>();
        boolean more = true;
        while (more) {
            events.add(take());
            waiting.drainTo(events);
            // Before them, so that what was lost is said where it is missing; after them, as they may be the last.
            tellLoss();
            events.forEach(this::write);
            tellLoss();
            more = !events.contains(END);
            // Else the classes of their exceptions would stay until something else is logged.
            events.clear();
        }
    }

    private CapturedEvent take() {
        try {
            return waiting.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody may interrupt the thread that writes the log", e);
        }
    }

    private void tellLoss() {
        long count = lost.get();
        if (count > 0 && isWritten(loss(count))) {
            lost.addAndGet(-count);
        }
    }

    private CapturedEvent loss(long count) {
        String what = count == 1 ? "1 log line was lost" : count + " log lines were lost";
        return CapturedEvent.ownOf(new LoggingEvent(
                LogQueue.class.getName(), logger, Level.WARN, what + ", the last because " + lastLoss, null, null));
    }

    private void write(CapturedEvent event) {
        if (!event.equals(END) && !isWritten(event)) {
            lost.incrementAndGet();
        }
    }

    private boolean isWritten(CapturedEvent event) {
        try {
            String text = format.write(event);
            // Left by the foreign code of key-values, it would close the channel for ever.
            Thread.interrupted();
            out.write(text);
            return true;
        } catch (IOException e) {
            lastLoss = "it could not be written: " + e.getMessage();
        } catch (RuntimeException | Error e) {
            // Key-values are foreign code; and one event for which there is no memory must not end the log.
            lastLoss = "it could not be put into words: " + e.getClass().getName();
        }
        return false;
    }
}
