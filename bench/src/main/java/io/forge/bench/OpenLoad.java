package io.forge.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * Sends requests at the times of a schedule, whether or not earlier ones were answered, over connections that are kept
 * where the server keeps them.
 *
 * <p>The thread that calls {@link #run} sends, another reads. Latency counts from the time of the schedule.
 */
public final class OpenLoad {

    private static final int DIGITS = 3;
    private static final int MAX_CONNECTIONS = 4_096;
    private static final long LEAD_NANOS = Duration.ofMillis(20).toNanos();
    private static final long READ_MILLIS = 20;
    private static final Duration RAMP = Duration.ofSeconds(1);

    /** How long after its deadline the last request may be answered. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** The small one of the study. */
    public static final String BODY = "{\"message\":\"Hello, World!\",\"numbers\":[1,2,3]}";

    private final int port;
    private final byte[] request;
    private final int connections;
    private final Duration deadline;
    private final Duration length;
    private final LoadTally tally;
    private final Histogram lags = new Histogram(DIGITS);
    private final Deque<LoadConnection> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger outstanding = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private int broken;
    private long start;
    private long lastOfUse;
    private volatile boolean allSent;

    private OpenLoad(int port, byte[] request, int connections, Duration deadline, Duration counted) {
        this.port = port;
        this.connections = connections;
        this.request = request;
        this.deadline = deadline;
        this.length = RAMP.plus(counted);
        this.tally = new LoadTally(RAMP, length, deadline);
    }

    /**
     * A load on one path, to be run once.
     *
     * @param deadline of each request, which is also told to the server
     * @param counted how long it is counted, after a second in which the queues fill
     */
    static OpenLoad withDeadlines(int port, String path, Duration deadline, Duration counted) {
        String timeout = "X-Request-Timeout: %sms\r\n".formatted(deadline.toMillis());
        return new OpenLoad(port, request(path, timeout, BODY), 0, deadline, counted);
    }

    /**
     * A load on one path, to be run once, whose server is told nothing of a deadline.
     *
     * @param body of each request, as JSON
     * @param connections that are opened first and used in turns; there will be more if answers come late
     * @param patience how long an answer is waited for
     * @param counted how long it is counted, after a second in which the queues fill
     */
    public static OpenLoad of(
            int port, String path, String body, int connections, Duration patience, Duration counted) {
        return new OpenLoad(port, request(path, "", body), connections, patience, counted);
    }

    private static byte[] request(String path, String header, String body) {
        return """
                POST %s HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                %sContent-Length: %s\r
                \r
                %s""".formatted(path, header, body.length(), body).getBytes(ISO_8859_1);
    }

    /**
     * What came of it.
     *
     * @param sent requests that were counted
     * @param tally what became of them
     * @param lags by how much they were sent later than planned, in nanoseconds
     * @param broken how many requests, counted or not, could not be sent or had no answer that can be read
     */
    public record Result(long sent, LoadTally tally, Histogram lags, int broken) {

        /** Requests a second. */
        public double offered() {
            return sent / tally.seconds();
        }

        /** Requests that were neither rejected nor answered in time. */
        long late() {
            return sent - tally.refused() - tally.kept();
        }

        /** The share of them, of those that were not rejected. */
        double lateShare() {
            return late() == 0 ? 0 : (double) late() / (sent - tally.refused());
        }
    }

    /**
     * Sends until the time is over, and waits until no answer is of use any more.
     *
     * @param arrivals when the next request is to be sent, in nanoseconds since the load began
     */
    public Result run(LongSupplier arrivals) throws IOException, InterruptedException {
        try (var selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                idle.addLast(open(selector));
            }
            start = System.nanoTime() + LEAD_NANOS;
            var reader = new Thread(() -> readAll(selector), "answers");
            reader.setDaemon(true);
            reader.start();
            try {
                long sent = sendAll(arrivals, selector);
                lastOfUse = now() + deadline.plus(GRACE).toNanos();
                allSent = true;
                reader.join();
                return new Result(sent, tally, lags, broken);
            } finally {
                closeAll(selector);
            }
        }
    }

    private long sendAll(LongSupplier arrivals, Selector selector) throws IOException {
        long counted = 0;
        for (long due = arrivals.getAsLong(); due < length.toNanos(); due = arrivals.getAsLong()) {
            awaitTime(due);
            var connection = take(selector);
            outstanding.incrementAndGet();
            if (tally.isCounted(due)) {
                counted++;
                lags.recordValue(Math.max(0, now() - due));
            }
            connection.send(ByteBuffer.wrap(request), due);
        }
        return counted;
    }

    private void awaitTime(long due) {
        for (long left = due - now(); left > 0; left = due - now()) {
            LockSupport.parkNanos(this, left);
        }
    }

    private long now() {
        return System.nanoTime() - start;
    }

    private LoadConnection take(Selector selector) throws IOException {
        var used = idle.pollFirst();
        if (used != null) {
            return used;
        }
        return open(selector);
    }

    private LoadConnection open(Selector selector) throws IOException {
        if (open.incrementAndGet() > MAX_CONNECTIONS) {
            throw new IOException("The load needs more than %s connections".formatted(MAX_CONNECTIONS));
        }
        var fresh = LoadConnection.open(port);
        fresh.channel().register(selector, SelectionKey.OP_READ, fresh);
        selector.wakeup();
        return fresh;
    }

    private void readAll(Selector selector) {
        try {
            while (!allSent || (outstanding.get() > 0 && now() < lastOfUse)) {
                selector.select(this::read, READ_MILLIS);
            }
        } catch (IOException e) {
            throw new IllegalStateException("The answers cannot be waited for", e);
        }
    }

    private void read(SelectionKey key) {
        var connection = (LoadConnection) key.attachment();
        try {
            OptionalInt status = connection.read();
            if (status.isPresent()) {
                tally.answered(status.getAsInt(), connection.due(), now());
                outstanding.decrementAndGet();
                reuse(key, connection);
            }
        } catch (IOException e) {
            key.cancel();
            if (!idle.remove(connection)) {
                broken++;
                outstanding.decrementAndGet();
            }
        }
    }

    private void reuse(SelectionKey key, LoadConnection connection) throws IOException {
        if (connection.isLast()) {
            key.cancel();
            connection.close();
            open.decrementAndGet();
        } else {
            idle.addLast(connection);
        }
    }

    private static void closeAll(Selector selector) throws IOException {
        for (var key : selector.keys()) {
            ((LoadConnection) key.attachment()).close();
        }
    }
}
