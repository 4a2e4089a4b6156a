package io.forge.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code model}: has a running server load or unload a model. */
@Command(
        name = "model",
        description = "Loads or unloads a model of a running server, on the server's own machine.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        synopsisSubcommandLabel = "load|unload",
        footer = {
            "",
            "Examples:",
            "  forge-cli model load iris",
            "  forge-cli model unload iris --server http://127.0.0.1:9000",
            "",
            "Exit codes: 0 done, 1 the server says no, or there is none, 2 wrong command line."
        })
final class ModelCommand {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "load",
            description =
                    "Loads all versions of a model; those that are loaded are loaded again and replaced without a lost call.",
            mixinStandardHelpOptions = true,
            versionProvider = Versions.class)
    int load(@Parameters(paramLabel = "NAME", description = "The model.") String name, @Mixin ServerAddress server)
            throws InterruptedException {
        server.client().load(name);
        out().println("%s is loaded".formatted(name));
        return ExitCode.OK;
    }

    @Command(
            name = "unload",
            description = "Unloads all versions of a model until it is loaded again; calls in flight finish.",
            mixinStandardHelpOptions = true,
            versionProvider = Versions.class)
    int unload(@Parameters(paramLabel = "NAME", description = "The model.") String name, @Mixin ServerAddress server)
            throws InterruptedException {
        server.client().unload(name);
        out().println("%s takes no more calls".formatted(name));
        return ExitCode.OK;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
