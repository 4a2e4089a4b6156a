package io.forge.cli;

import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one line for each reason why a command failed; only what nobody foresaw is shown with its stack trace. */
final class FailedCommand implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
        if (problem instanceof CommandException known) {
            known.problems().forEach(line -> command.getErr().println(OneLine.of(line)));
        } else {
            LoggerFactory.getLogger(FailedCommand.class).error("This is a fault of Forge's own", problem);
        }
        return ExitCode.SOFTWARE;
    }
}
