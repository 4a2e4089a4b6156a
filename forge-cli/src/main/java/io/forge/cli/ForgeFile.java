package io.forge.cli;

import io.forge.ForgeConfig;
import io.forge.cli.log.LogConfig;
import io.forge.deploy.HandlerSettings;
import io.forge.http.HttpConfig;
import io.forge.plugin.PluginsConfig;
import io.forge.runtime.DispatchConfig;
import java.util.List;
import java.util.Map;

/**
 * All that {@code forge.yaml} can say: what configures a server, and what only the command line knows.
 *
 * @param http the address and the limits of the wire
 * @param dispatch where handlers run
 * @param calls how long calls may take
 * @param serve what to serve: names of handlers, and paths of plugins such as {@code ./Shout.java}; all that is found where
 *     this says nothing
 * @param plugins handlers that are dropped into a folder
 * @param log what the log says, and how
 * @param handlers one section for each handler, by name
 */
record ForgeFile(
        HttpConfig http,
        DispatchConfig dispatch,
        ForgeConfig.Calls calls,
        List<String> serve,
        PluginsConfig plugins,
        LogConfig log,
        Map<String, HandlerSettings> handlers) {

    static ForgeFile defaults() {
        var server = ForgeConfig.defaults();
        return new ForgeFile(
                server.http(),
                server.dispatch(),
                server.calls(),
                server.serve(),
                server.plugins(),
                LogConfig.defaults(),
                server.handlers());
    }
}
