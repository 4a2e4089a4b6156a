package io.forge.cli.config;

import io.forge.ForgeConfig;
import io.forge.cli.log.LogConfig;
import io.forge.config.ConfigKey;
import io.forge.config.ConfigKeys;
import io.forge.deploy.HandlerSettings;
import io.forge.deploy.ModelsConfig;
import io.forge.http.HttpConfig;
import io.forge.http.ManagementConfig;
import io.forge.http.v2.InferenceConfig;
import io.forge.metrics.MetricsConfig;
import io.forge.plugin.PluginsConfig;
import io.forge.runtime.DispatchConfig;
import java.util.List;
import java.util.Map;

/**
 * All that {@code forge.yaml} can say: what configures a server, and what only the command line knows.
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
 * @param models handlers that Forge loads and unloads, such as those of a folder of models
 * @param metrics what is measured for operators
 * @param log format and levels of the log
 * @param handlers one section per handler, by name
 */
public record ForgeFile(
        HttpConfig http,
        ManagementConfig management,
        InferenceConfig inference,
        DispatchConfig dispatch,
        ForgeConfig.Calls calls,
        ForgeConfig.Shutdown shutdown,
        List<String> serve,
        PluginsConfig plugins,
        ModelsConfig models,
        MetricsConfig metrics,
        LogConfig log,
        Map<String, HandlerSettings> handlers) {

    /** Where the management port is unless something else is configured. */
    private static final int MANAGEMENT_PORT = 8081;

    public static ForgeFile defaults() {
        var server = ForgeConfig.defaults();
        return new ForgeFile(
                server.http(),
                server.management().withPort(MANAGEMENT_PORT),
                server.inference(),
                server.dispatch(),
                server.calls(),
                server.shutdown(),
                server.serve(),
                server.plugins(),
                server.models(),
                server.metrics(),
                LogConfig.defaults(),
                server.handlers());
    }

    /** All keys, with these defaults; listing them takes a while, of which a start that asks for none is spared. */
    public static List<ConfigKey> keys() {
        return Listed.KEYS;
    }

    /** What is made when it is asked for, and once. */
    private static final class Listed {

        static final List<ConfigKey> KEYS = ConfigKeys.of(defaults());
    }
}
