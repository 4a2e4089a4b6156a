package io.forge;

import io.forge.http.HttpConfig;
import io.forge.plugin.HandlerSettings;
import io.forge.runtime.DispatchConfig;
import java.time.Duration;
import java.util.Map;

/**
 * All that can be configured, as one record; each component is a section with its own record.
 *
 * @param http the address and the limits of the wire
 * @param dispatch where handlers run
 * @param calls how long calls may take
 * @param handlers one section for each handler, by name
 */
public record ForgeConfig(
        HttpConfig http, DispatchConfig dispatch, Calls calls, Map<String, HandlerSettings> handlers) {

    /**
     * Section {@code calls}.
     *
     * @param timeout how long a call may take until its answer begins
     * @param drain how long calls under way may go on when the server stops
     */
    public record Calls(Duration timeout, Duration drain) {}

    /** What holds where nothing is configured. */
    public static ForgeConfig defaults() {
        return new ForgeConfig(
                HttpConfig.defaults(),
                DispatchConfig.defaults(),
                new Calls(Duration.ofSeconds(60), Duration.ofSeconds(20)),
                Map.of());
    }
}
