package io.forge;

import io.forge.config.Between;
import io.forge.deploy.HandlerSettings;
import io.forge.deploy.ModelsConfig;
import io.forge.http.HttpConfig;
import io.forge.http.ManagementConfig;
import io.forge.http.v2.InferenceConfig;
import io.forge.metrics.MetricsConfig;
import io.forge.plugin.PluginsConfig;
import io.forge.runtime.DispatchConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * All that can be configured, as one record; each component is a section with its own record.
 *
 * @param http address and limits
 * @param management the port for those who operate the server
 * @param inference the Open Inference Protocol
 * @param dispatch where handlers run
 * @param calls how long calls may take
 * @param shutdown how the server ends
 * @param serve what to serve: handler names, and plugin paths such as {@code ./Shout.java}; everything that is found, if
 *     not set
 * @param plugins handlers dropped into a folder
 * @param models handlers that Forge loads and unloads
 * @param metrics what is measured for operators
 * @param handlers one section per handler, by name
 */
public record ForgeConfig(
        HttpConfig http,
        ManagementConfig management,
        InferenceConfig inference,
        DispatchConfig dispatch,
        Calls calls,
        Shutdown shutdown,
        List<String> serve,
        PluginsConfig plugins,
        ModelsConfig models,
        MetricsConfig metrics,
        Map<String, HandlerSettings> handlers) {

    /**
     * Section {@code calls}: how long calls may take.
     *
     * @param timeout how long a call may take until its answer begins, where its handler has no {@code timeout} of its own
     * @param drain how long calls in flight may continue when the server shuts down
     */
    public record Calls(
            @Between(min = "1ms", max = "24h") Duration timeout,
            @Between(min = "0ms", max = "24h") Duration drain) {}

    /**
     * Section {@code shutdown}: how the server ends.
     *
     * @param delay how long the server stays in service after it has said that it is not ready: as long as load balancers may
     *     need to notice
     * @param idle how long no request must have come before the connections that are left are closed
     */
    public record Shutdown(
            @Between(min = "0ms", max = "1h") Duration delay,
            @Between(min = "0ms", max = "1m") Duration idle) {}

    /** What holds where nothing is configured. */
    public static ForgeConfig defaults() {
        return new ForgeConfig(
                HttpConfig.defaults(),
                ManagementConfig.defaults(),
                InferenceConfig.defaults(),
                DispatchConfig.defaults(),
                new Calls(Duration.ofSeconds(60), Duration.ofSeconds(20)),
                new Shutdown(Duration.ZERO, Duration.ofMillis(100)),
                List.of(),
                PluginsConfig.defaults(),
                ModelsConfig.defaults(),
                MetricsConfig.defaults(),
                Map.of());
    }
}
