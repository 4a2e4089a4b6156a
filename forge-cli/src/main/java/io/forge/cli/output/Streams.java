package io.forge.cli.output;

import io.forge.cli.log.Terminal;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * What one command reads from and writes to.
 *
 * @param in its input
 * @param out its own output
 * @param err what went wrong
 * @param isInTerminal whether somebody types the input
 * @param isOutTerminal whether somebody looks at the output
 */
public record Streams(InputStream in, PrintStream out, PrintStream err, boolean isInTerminal, boolean isOutTerminal) {

    /** Those of this process. */
    public static Streams ofProcess(StandardOutput output) {
        return new Streams(
                System.in,
                new PrintStream(output, true, Charset.defaultCharset()),
                System.err,
                Boolean.getBoolean(Terminal.STDIN),
                Boolean.getBoolean(Terminal.STDOUT));
    }

    /** Those of a command that nobody listens to. */
    public static Streams toNowhere() {
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new Streams(InputStream.nullInputStream(), nowhere, nowhere, false, false);
    }
}
