package io.forge.cli;

import io.forge.cli.output.CommandException;
import io.forge.cli.output.OneLine;
import io.forge.config.PathText;
import java.nio.file.InvalidPathException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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
        } else if (invalidPath(problem).isPresent()) {
            var path = invalidPath(problem).get();
            command.getErr()
                    .println(OneLine.of("'%s' can be no path%s".formatted(path.getInput(), PathText.why(path))));
        } else {
            LoggerFactory.getLogger(FailedCommand.class).error("This is a bug in Forge", problem);
        }
        return ExitCode.SOFTWARE;
    }

    /** Whatever meets a file name that the locale does not have, such as that of the folder for temporary files. */
    private static Optional<InvalidPathException> invalidPath(Throwable problem) {
        return Stream.iterate(problem, Objects::nonNull, Throwable::getCause)
                .filter(InvalidPathException.class::isInstance)
                .map(InvalidPathException.class::cast)
                .findFirst();
    }
}
