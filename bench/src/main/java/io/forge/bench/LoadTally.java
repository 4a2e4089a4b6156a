package io.forge.bench;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * Counts what becomes of requests whose time is between two moments.
 *
 * <p>Times are nanoseconds since the load began. For use by one thread at a time.
 */
public final class LoadTally {

    private static final int DIGITS = 3;
    private static final int OK = 200;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final int TOO_MANY_REQUESTS = 429;

    private final long from;
    private final long to;
    private final long deadline;
    private final Histogram latencies = new Histogram(DIGITS);
    private long good;
    private long kept;
    private long refused;
    private long expired;

    /**
     * Of requests from one moment on and before another.
     *
     * @param deadline how long an answer is of use
     */
    LoadTally(Duration from, Duration to, Duration deadline) {
        this.from = from.toNanos();
        this.to = to.toNanos();
        this.deadline = deadline.toNanos();
    }

    /**
     * An answer is there.
     *
     * @param due when its request was to be sent, which counts also where it was sent later
     */
    void answered(int status, long due, long now) {
        boolean inTime = status == OK && now - due <= deadline;
        if (inTime && isCounted(now)) {
            good++;
        }
        if (!isCounted(due)) {
            return;
        }
        if (inTime) {
            kept++;
        }
        if (status == OK) {
            latencies.recordValue(Math.max(0, now - due));
        }
        if (status == TOO_MANY_REQUESTS) {
            refused++;
        }
        if (status == GATEWAY_TIMEOUT) {
            expired++;
        }
    }

    boolean isCounted(long time) {
        return time >= from && time < to;
    }

    /** Answers that were of use, by when they came: what came of the time, not of the requests. */
    double goodPerSecond() {
        return good / seconds();
    }

    double seconds() {
        return (to - from) / 1e9;
    }

    /** Requests that were answered in time. */
    long kept() {
        return kept;
    }

    /** Requests that were rejected. */
    long refused() {
        return refused;
    }

    /** Requests whose deadline has come in the server. */
    long expired() {
        return expired;
    }

    /** Requests that were answered with what they asked for, but too late for the client. */
    long slow() {
        return latencies.getTotalCount() - kept;
    }

    /** Of requests that were answered with what they asked for, in time or not. */
    public Histogram latencies() {
        return latencies;
    }
}
