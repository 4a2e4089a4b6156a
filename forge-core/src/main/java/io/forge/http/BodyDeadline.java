package io.forge.http;

import io.forge.config.Durations;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Until when a body must have come.
 *
 * @param left how long that is from now on
 * @param type what it is refused as afterwards
 * @param detail what is wrong then, without how much has come
 */
record BodyDeadline(Duration left, ProblemType type, String detail) {

    private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    /** That of every body. */
    static BodyDeadline ofBody(HttpConfig config) {
        var timeout = config.bodyTimeout();
        return new BodyDeadline(
                timeout,
                ProblemType.REQUEST_TIMEOUT,
                "The body did not arrive within %s ms".formatted(timeout.toMillis()));
    }

    /**
     * That of a call, which waits for its body no longer than for anything else.
     *
     * @param left how long the call may still take
     * @param limit how long it may take
     */
    static BodyDeadline ofCall(Duration left, Duration limit) {
        return new BodyDeadline(
                left,
                ProblemType.DEADLINE_EXCEEDED,
                "No answer within %s, because the body did not arrive".formatted(Durations.format(limit)));
    }

    /** In milliseconds, and not before it is over. */
    long millis() {
        return (left.toNanos() + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
    }

    Refusal refusal(int bytes) {
        return Refusal.close(type, "%s: %s bytes came".formatted(detail, bytes));
    }
}
