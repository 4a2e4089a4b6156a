package io.forge.cli;

import io.forge.cli.log.Logging;
import java.util.List;

/** Runs the command line of this process. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        var logging = Logging.start();
        int exitCode = ForgeCommand.commandLine(
                        List.of(arguments), logging, ConfigurationReader.ofProcess(), Streams.ofProcess())
                .execute(arguments);
        logging.close();
        System.exit(exitCode);
    }
}
