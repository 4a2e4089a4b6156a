package io.forge;

import io.forge.config.Between;
import io.forge.deploy.HandlerSettings;
import io.forge.http.HttpConfig;
import io.forge.plugin.PluginsConfig;
import io.forge.runtime.DispatchConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * All that can be configured, as one record; each component is a section with its own record.
 *
 * @param http the address and the limits of the wire
 * @param dispatch where handlers run
 * @param calls how long calls may take
 * @param serve what to serve: names of handlers, and paths of plugins such as {@code ./Shout.java}; all that is found where
 *     this says nothing
 * @param plugins handlers that are dropped into a folder
 * @param handlers one section for each handler, by name
 */
public record ForgeConfig(
        HttpConfig http,
        DispatchConfig dispatch,
        Calls calls,
        List<String> serve,
        PluginsConfig plugins,
        Map<String, HandlerSettings> handlers) {

    /**
     * Section {@code calls}: how long calls may take.
     *
     * @param timeout how long a call may take until its answer begins
     * @param drain how long calls under way may go on when the server stops
     */
    public record Calls(
            @Between(min = "1ms", max = "24h") Duration timeout,
            @Between(min = "0ms", max = "24h") Duration drain) {}

    /** What holds where nothing is configured. */
    public static ForgeConfig defaults() {
        return new ForgeConfig(
                HttpConfig.defaults(),
                DispatchConfig.defaults(),
                new Calls(Duration.ofSeconds(60), Duration.ofSeconds(20)),
                List.of(),
                PluginsConfig.defaults(),
                Map.of());
    }
}
