package io.forge.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;

/** Runs the command line of this process. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        var logging = Logging.start();
        var out = new PrintWriter(System.out, true, Charset.defaultCharset());
        var err = new PrintWriter(System.err, true, Charset.defaultCharset());
        int exitCode = ForgeCommand.commandLine(logging, ConfigurationReader.ofProcess(), out, err)
                .execute(arguments);
        logging.close();
        System.exit(exitCode);
    }
}
