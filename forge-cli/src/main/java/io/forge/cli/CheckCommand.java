package io.forge.cli;

import io.forge.ServedHandler;
import io.forge.cli.config.ConfigurationReader;
import io.forge.cli.config.ServerOptions;
import io.forge.cli.log.Logging;
import io.forge.cli.output.OneLine;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code check}: says whether {@code start} with the same options would serve all that it finds. */
@Command(
        name = "check",
        description = "Checks configuration and handlers without opening a port, and reports every problem.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  forge-cli check --config forge.yaml",
            "  forge-cli check --handlers reverse --strict",
            "",
            "Exit codes: 0 no problem, 1 problems found, 2 wrong command line."
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
        var warnings = new ArrayList<String>();
        try (var forge =
                reader.read(options).open(builder -> builder.requirePlugins().load(), warnings::add)) {
            warnings.forEach(warning -> spec.commandLine().getErr().println("warning: " + OneLine.of(warning)));
            String verdict = warnings.isEmpty() ? "all is well" : count(warnings.size(), "warning");
            long handlers = forge.handlers().stream()
                    .map(ServedHandler::name)
                    .distinct()
                    .count();
            spec.commandLine().getOut().println(verdict + ": " + count(handlers, "handler"));
        }
        return ExitCode.OK;
    }

    private static String count(long number, String what) {
        return "%s %s%s".formatted(number, what, number == 1 ? "" : "s");
    }
}
