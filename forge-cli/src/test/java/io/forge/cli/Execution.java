package io.forge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.forge.cli.config.ConfigurationReader;
import io.forge.cli.log.Logging;
import io.forge.cli.output.Streams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one command did in this process.
 *
 * @param exitCode its exit code
 * @param written its output
 * @param err the lines of what went wrong
 */
record Execution(int exitCode, String written, List<String> err) {

    private static final ConfigurationReader IN_NO_SURROUNDINGS = new ConfigurationReader(Map.of(), Optional.empty());

    /** A command without input, whose output nobody looks at. */
    static Execution of(String... arguments) {
        return of(IN_NO_SURROUNDINGS, arguments);
    }

    /** A command whose configuration is read in other surroundings than this process's. */
    static Execution of(ConfigurationReader reader, String... arguments) {
        return run(reader, "", false, arguments);
    }

    /** A command that reads a text. */
    static Execution withInput(String input, String... arguments) {
        return run(IN_NO_SURROUNDINGS, input, false, arguments);
    }

    /** A command on a terminal at which nobody types. */
    static Execution onTerminal(String... arguments) {
        return onTerminal(IN_NO_SURROUNDINGS, arguments);
    }

    /** A command on a terminal in other surroundings than this process's. */
    static Execution onTerminal(ConfigurationReader reader, String... arguments) {
        return run(reader, "", true, arguments);
    }

    private static Execution run(ConfigurationReader reader, String input, boolean onTerminal, String... arguments) {
        var in = new ByteArrayInputStream(input.getBytes(UTF_8));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var streams = new Streams(in, new PrintStream(out, true), new PrintStream(err, true), onTerminal, onTerminal);
        int exitCode = ForgeCommand.commandLine(List.of(arguments), Logging.start(), reader, streams)
                .execute(arguments);
        return new Execution(exitCode, text(out), text(err).lines().toList());
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(Charset.defaultCharset());
    }

    /** The lines of its output. */
    List<String> out() {
        return written.lines().toList();
    }
}
