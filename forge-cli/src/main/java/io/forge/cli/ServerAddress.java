package io.forge.cli;

import picocli.CommandLine.Option;

/** The option that says which running server a command is about. */
final class ServerAddress {

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server (default: ${DEFAULT-VALUE}).",
            defaultValue = "http://127.0.0.1:8080")
    private String url = "";

    ModelClient client() {
        return new ModelClient(url);
    }
}
