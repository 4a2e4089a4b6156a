package io.forge.runtime;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Says what time of day it was at a moment of a {@link Clock}.
 *
 * @param clock the clock that goes forward
 * @param instants the time of day, which may be set while the server runs
 */
public record WallClock(Clock clock, InstantSource instants) {

    /**
     * Milliseconds since the epoch.
     *
     * @param nanoTime what the clock said then
     */
    public long epochMillis(long nanoTime) {
        return instants.instant()
                .minus(Duration.ofNanos(clock.nanoTime() - nanoTime))
                .toEpochMilli();
    }
}
