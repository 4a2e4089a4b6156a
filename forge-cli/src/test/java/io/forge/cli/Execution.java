package io.forge.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one command did in this process.
 *
 * @param exitCode its exit code
 * @param out the lines of its output
 * @param err the lines of what went wrong
 */
record Execution(int exitCode, List<String> out, List<String> err) {

    static Execution of(String... arguments) {
        return of(new ConfigurationReader(Map.of(), Optional.empty()), arguments);
    }

    /** Runs a command whose configuration is read in other surroundings than this process's. */
    static Execution of(ConfigurationReader reader, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = ForgeCommand.commandLine(
                        Logging.start(), reader, new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
        return new Execution(
                exitCode,
                out.toString().lines().toList(),
                err.toString().lines().toList());
    }
}
