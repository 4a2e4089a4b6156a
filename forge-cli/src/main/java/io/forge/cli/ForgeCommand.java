package io.forge.cli;

import io.forge.cli.config.ConfigurationReader;
import io.forge.cli.log.Logging;
import io.forge.cli.log.Terminal;
import io.forge.cli.output.Streams;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

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
            "  forge-cli help start                    show what start can do"
        })
final class ForgeCommand {

    private ForgeCommand() {}

    /**
     * The command line, ready to be executed.
     *
     * @param arguments what will be executed
     * @param logging comes up meanwhile
     * @param reader reads the configuration
     * @param streams what it reads from and writes to
     */
    static CommandLine commandLine(
            List<String> arguments, Logging logging, ConfigurationReader reader, Streams streams) {
        // It would tell on the standard error that quotes in a value are not closed.
        CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF);
        var commandLine = new CommandLine(new ForgeCommand()).addSubcommand(new StartCommand(logging, reader));
        // Each of the others costs a start more than one percent: picocli asks for its annotations.
        if (arguments.isEmpty() || !arguments.get(0).equals("start")) {
            commandLine
                    .addSubcommand(new HandlersCommand(logging, reader))
                    .addSubcommand(new ModelsCommand())
                    .addSubcommand(new ModelCommand())
                    .addSubcommand(new CheckCommand(logging, reader))
                    .addSubcommand(new ConfigCommand(reader))
                    .addSubcommand(new CallCommand(logging, reader, streams))
                    .addSubcommand(new NewCommand())
                    .addSubcommand(new ExplainCommand(reader))
                    .addSubcommand(new CompletionCommand())
                    .addSubcommand(new HandlerNamesCommand(reader))
                    .addSubcommand(new HelpCommand())
                    .addSubcommand(new WarmCommand(logging));
        }
        return commandLine
                .setOut(writer(streams.out()))
                .setErr(writer(streams.err()))
                .setUsageHelpWidth(Terminal.columns(streams.isOutTerminal(), reader.environment()))
                .setColorScheme(Help.defaultColorScheme(ansi(streams, reader.environment())))
                // A file is a value like any other here: call sends it.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(new WrongCommandLine())
                .setExecutionExceptionHandler(new FailedCommand());
    }

    private static Ansi ansi(Streams streams, Map<String, String> environment) {
        return switch (Terminal.colors(streams.isOutTerminal(), environment)) {
            case ON -> Ansi.ON;
            case OFF -> Ansi.OFF;
        };
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, Charset.defaultCharset());
    }
}
