package io.forge.runtime;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.batch.Refusal;
import java.time.Duration;
import java.util.Optional;

/** An {@code OVERLOADED} of the server itself, which knows when to try again. */
public final class OverloadException extends ForgeException {

    private static final long serialVersionUID = 1;

    private final Duration retryAfter;
    private final transient Optional<Duration> expectedWait;

    /**
     * A refusal.
     *
     * @param message what is wrong; when to try again is added
     * @param retryAfter after which a call like this one is likely to be let in
     * @param expectedWait until this one would have been answered, where that was predicted
     */
    OverloadException(String message, Duration retryAfter, Optional<Duration> expectedWait) {
        super(ErrorCode.OVERLOADED, message);
        this.retryAfter = retryAfter;
        this.expectedWait = expectedWait;
    }

    static OverloadException of(Refusal refusal, String message) {
        var expected = refusal.expectedWait() > 0
                ? Optional.of(Duration.ofNanos(refusal.expectedWait()))
                : Optional.<Duration>empty();
        return new OverloadException(message, Duration.ofNanos(refusal.retryAfter()), expected);
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
