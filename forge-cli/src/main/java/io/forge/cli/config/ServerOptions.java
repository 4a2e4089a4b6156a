package io.forge.cli.config;

import io.forge.config.Node.Section;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options that say what is served, how and where; the same for every command that reads the configuration, so that {@code check}
 * with the options of {@code start} checks what {@code start} would do.
 */
public final class ServerOptions {

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen on (default: 127.0.0.1, this machine only).")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port to listen on; 0 picks a free one (default: 8080).")
    private @Nullable String port;

    @Mixin
    private ConfigurationOptions configuration = new ConfigurationOptions();

    /** Those that have nothing to do with what is served where. */
    public ConfigurationOptions configuration() {
        return configuration;
    }

    /** What the options set, but for {@link #configuration}. */
    public Section section() {
        var section = ConfigurationOptions.with(Section.EMPTY, "http.host", "--host", host);
        return ConfigurationOptions.with(section, "http.port", "--port", port);
    }
}
