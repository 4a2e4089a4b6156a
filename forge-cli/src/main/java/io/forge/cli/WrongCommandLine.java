package io.forge.cli;

import io.forge.cli.output.OneLine;
import io.forge.config.Spelling;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with a command line, and what may have been meant. */
final class WrongCommandLine implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException problem, String[] arguments) {
        var command = problem.getCommandLine();
        if (arguments.length == 0) {
            command.getErr().print(shortUsage(command));
            command.getErr().flush();
            return ExitCode.USAGE;
        }
        command.getErr().println(describe(problem) + " (see " + qualifiedName(command) + " --help)");
        return ExitCode.USAGE;
    }

    /** What there is to say where nothing is asked. */
    private static String shortUsage(CommandLine command) {
        var help = command.getHelp();
        return "Usage: %s%nCommands:%n%s%s COMMAND --help shows more about a command%n"
                .formatted(help.synopsis(0).strip(), help.commandList(), qualifiedName(command));
    }

    private static String describe(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched) {
            return describe(unmatched);
        }
        if (problem instanceof OverwrittenOptionException twice
                && twice.getOverwritten() instanceof OptionSpec option) {
            return "Option '%s' is given twice".formatted(option.longestName());
        }
        return OneLine.of(problem.getMessage())
                .replace("Value for option option", "The value of option")
                .replaceFirst("^Error: ", "");
    }

    private static String describe(UnmatchedArgumentException unmatched) {
        var command = unmatched.getCommandLine();
        String argument = unmatched.getUnmatched().get(0);
        if (argument.startsWith("-")) {
            String option = argument.replaceFirst("=.*", "");
            var known = option.startsWith("--")
                    ? command.getCommandSpec().optionsMap().keySet()
                    : Set.<String>of();
            return "Unknown option '%s'%s".formatted(option, hint(option, known));
        }
        var subcommands = command.getSubcommands().keySet();
        if (subcommands.isEmpty()) {
            return "Unexpected argument '%s'".formatted(argument);
        }
        return "Unknown command '%s'%s".formatted(argument, hint(argument, subcommands));
    }

    private static String hint(String name, Collection<String> known) {
        Optional<String> nearest = Spelling.nearest(name, known);
        return nearest.map(": did you mean '%s'?"::formatted).orElse("");
    }

    private static String qualifiedName(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }
}
