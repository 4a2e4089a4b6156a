package io.forge.cli;

import io.forge.ForgeBuilder;
import io.forge.cli.log.Logging;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code check}: says whether {@code start} with the same options would find anything wrong. */
@Command(
        name = "check",
        description = "Loads configuration and handlers, opens no port, and says everything that is wrong.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  forge-cli check --config forge.yaml",
            "  forge-cli check --handlers reverse --strict",
            "",
            "Exit codes: 0 all is well, 1 something is wrong, 2 wrong command line."
        })
final class CheckCommand implements Callable<Integer> {

    private final Logging logging;
    private final ConfigurationReader reader;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CheckCommand(Logging logging, ConfigurationReader reader) {
        this.logging = logging;
        this.reader = reader;
    }

    @Override
    public Integer call() throws InterruptedException {
        logging.await();
        try (var forge = reader.read(options).open(ForgeBuilder::load)) {
            int handlers = forge.handlers().size();
            spec.commandLine()
                    .getOut()
                    .println("all is well: %d handler%s".formatted(handlers, handlers == 1 ? "" : "s"));
        }
        return ExitCode.OK;
    }
}
