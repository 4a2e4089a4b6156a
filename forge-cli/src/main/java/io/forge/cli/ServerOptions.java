package io.forge.cli;

import io.forge.config.Node.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options that say what is served and how; the same for every command that reads the configuration, so that {@code check}
 * with the options of {@code start} checks what {@code start} would do.
 */
final class ServerOptions {

    @Option(
            names = "--handlers",
            paramLabel = "NAME",
            split = "\\s*,\\s*",
            hideParamSyntax = true,
            description = "What to serve, separated by commas; without it, every handler that is found.")
    private List<String> handlers = List.of();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen on (default: 127.0.0.1, this machine only).")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port to listen on; 0 takes a free one (default: 8080).")
    private @Nullable String port;

    @Mixin
    private ConfigurationOptions configuration = new ConfigurationOptions();

    /** Those that have nothing to do with what is served where. */
    ConfigurationOptions configuration() {
        return configuration;
    }

    /** What the options set, but for {@link #configuration}. */
    Section section() {
        var section = ConfigurationOptions.with(Section.EMPTY, "http.host", "--host", host);
        section = ConfigurationOptions.with(section, "http.port", "--port", port);
        return ConfigurationOptions.with(section, "serve", "--handlers", handlers.isEmpty() ? null : handlers);
    }
}
