package io.forge.doctest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of commands, as bash is to run it.
 *
 * @param commands the block
 * @param output the block that shows what it prints
 */
record Script(Block commands, Optional<Block> output) {

    private static final Pattern START = Pattern.compile(
            "^(?!\\s*#).*\\b(?:forge-cli|io\\.forge\\.cli\\.Main)['\"]? +start\\b(?!.*--help).*$", Pattern.MULTILINE);
    private static final Pattern CONTINUATION = Pattern.compile("\\\\\n");

    /**
     * What bash reads; its first argument is the file with the commands, the second where the line goes that failed.
     *
     * <p>What a terminal does not show must not be printed either, such as the progress of {@code curl}; and an answer that
     * the document does not show must be no error.
     */
    String bash() {
        boolean mayBeAnError = output.isPresent() || commands.marks().exitCode() != 0;
        return """
                curl() { command curl --silent --show-error %s "$@"; }
                failed=$2
                trap 'echo "$LINENO" >"$failed"' ERR
                set -e -o pipefail
                . "$1"
                """.formatted(mayBeAnError ? "" : "--fail");
    }

    /** Whether what it prints includes its errors: of a command that fails, they are what a document shows. */
    boolean printsErrors() {
        return commands.marks().exitCode() != 0;
    }

    /** Whether it starts a server, which then runs on while the next commands are run. */
    boolean startsServer() {
        return !printsErrors() && start().find();
    }

    /** Whether there are commands after the one that starts a server, which would wait for its end. */
    boolean waitsForServer() {
        Matcher start = start();
        return startsServer()
                && start.find()
                && joined().substring(start.end())
                        .lines()
                        .map(String::strip)
                        .anyMatch(line -> !line.isEmpty() && !line.startsWith("#"));
    }

    private Matcher start() {
        return START.matcher(joined());
    }

    private String joined() {
        return CONTINUATION.matcher(commands.text()).replaceAll("");
    }
}
