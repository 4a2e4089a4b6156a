package io.forge.handlers.sleep;

import java.time.Duration;

/**
 * The configuration of {@code sleep}.
 *
 * @param duration how long to wait; 3 seconds where nothing is said
 */
public record SleepConfig(Duration duration) {

    /** Waits 3 seconds unless told otherwise. */
    public SleepConfig {
        duration = duration == null ? Duration.ofSeconds(3) : duration;
    }
}
