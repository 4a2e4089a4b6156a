package io.forge.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code forge-cli} itself, which is nothing without one of its subcommands. */
@Command(
        name = "forge-cli",
        description = "Serves handlers over HTTP.",
        versionProvider = Versions.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  forge-cli start --handlers reverse      serve one handler on http://127.0.0.1:8080",
            "  forge-cli start                         serve every handler that is found",
            "  forge-cli start --help                  show what start can do"
        })
final class ForgeCommand {

    private ForgeCommand() {}

    /**
     * The command line, ready to be executed.
     *
     * @param logging comes up meanwhile
     * @param reader reads the configuration
     * @param out takes the commands' own output
     * @param err takes what went wrong
     */
    static CommandLine commandLine(Logging logging, ConfigurationReader reader, PrintWriter out, PrintWriter err) {
        return new CommandLine(new ForgeCommand())
                .addSubcommand(new StartCommand(logging, reader))
                .addSubcommand(new HandlersCommand(logging, reader))
                .addSubcommand(new CheckCommand(logging, reader))
                .addSubcommand(new ConfigCommand(reader))
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(new WrongCommandLine())
                .setExecutionExceptionHandler(new FailedCommand());
    }
}
