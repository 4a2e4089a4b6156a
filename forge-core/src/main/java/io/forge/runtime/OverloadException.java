package io.forge.runtime;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.batch.Refusal;
import io.forge.config.Durations;
import java.time.Duration;
import java.util.Optional;

/** An {@code OVERLOADED} of the server itself, which knows when to try again. */
public final class OverloadException extends ForgeException {

    private static final long serialVersionUID = 1;

    private final Lack lack;
    private final Duration retryAfter;
    private final transient Optional<Duration> expectedWait;

    /** What there is not enough of. */
    public enum Lack {
        /** As many calls as the handler takes are in flight. */
        PERMITS,
        /** The bodies of other calls take all the memory there is for them. */
        BODY_MEMORY,
        /** As many items as may wait for a batch do. */
        QUEUE,
        /** The call, or one behind it, would have been answered too late. */
        TIME,
        /** As many calls as may wait for a handler to be loaded do. */
        LOADS
    }

    private OverloadException(Lack lack, String message, Duration retryAfter, Optional<Duration> expectedWait) {
        super(ErrorCode.OVERLOADED, "%s: try again in %s".formatted(message, rounded(retryAfter)));
        this.lack = lack;
        this.retryAfter = retryAfter;
        this.expectedWait = expectedWait;
    }

    /**
     * A refusal of a call whose end was not predicted.
     *
     * @param retryAfter after which a call like it is likely to be let in
     * @param message what is wrong; when to try again is added
     */
    static OverloadException retryAfter(Lack lack, Duration retryAfter, String message) {
        return new OverloadException(lack, message, retryAfter, Optional.empty());
    }

    /** A refusal by a queue. */
    static OverloadException of(Refusal refusal, String message) {
        var expected = refusal.expectedWait() > 0
                ? Optional.of(Duration.ofNanos(refusal.expectedWait()))
                : Optional.<Duration>empty();
        var lack = refusal.reason() == Refusal.Reason.QUEUE_FULL ? Lack.QUEUE : Lack.TIME;
        return new OverloadException(lack, message, Duration.ofNanos(refusal.retryAfter()), expected);
    }

    /** For people; up, so that who waits as long as it says has waited long enough. */
    static String rounded(Duration time) {
        return Durations.format(
                Duration.ofMillis(Math.max(1, time.plusNanos(999_999).toMillis())));
    }

    /** What there is not enough of. */
    public Lack lack() {
        return lack;
    }

    /** After which a call like this one is likely to be let in. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** Until this one would have been answered, where that was predicted. */
    public Optional<Duration> expectedWait() {
        return expectedWait;
    }
}
