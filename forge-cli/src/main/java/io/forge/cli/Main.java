package io.forge.cli;

import io.forge.cli.log.Logging;
import java.util.List;
import picocli.CommandLine.ExitCode;

/** Runs the command line of this process. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        var logging = Logging.start();
        var output = StandardOutput.ofProcess();
        var streams = Streams.ofProcess(output);
        int exitCode = ForgeCommand.commandLine(List.of(arguments), logging, ConfigurationReader.ofProcess(), streams)
                .execute(arguments);
        streams.out().flush();
        if (exitCode == ExitCode.OK && output.failure().isPresent()) {
            streams.err()
                    .println("The output cannot be written: " + output.failure().get());
            exitCode = ExitCode.SOFTWARE;
        }
        logging.close();
        System.exit(exitCode);
    }
}
