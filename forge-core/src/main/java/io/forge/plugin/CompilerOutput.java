package io.forge.plugin;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes of what the compiler says a part of a message: its own words, on lines that are indented. */
final class CompilerOutput {

    /** Marks lines that belong to the one before them. */
    static final String INDENT = "\n  ";

    /** More are counted. */
    static final int MAX_ERRORS = 20;

    /** With six lines for each of the errors that the compiler is let say. */
    private static final int MAX_LINES = 6 * MAX_ERRORS;

    /** A line of generated code can be as long as the file. */
    private static final int MAX_LINE = 200;

    /** Of a compiler that fails itself. */
    private static final Pattern STACK_FRAME = Pattern.compile("\\s+at \\S+\\(.*\\)");

    /** What only somebody at a command line could do. */
    private static final Pattern ADVICE = Pattern.compile("; use -Xmaxerrs .*");

    private CompilerOutput() {}

    static String indented(String output) {
        return output.lines()
                .filter(line -> !line.isBlank() && !STACK_FRAME.matcher(line).matches())
                .limit(MAX_LINES)
                .map(line -> INDENT + shown(line))
                .collect(Collectors.joining());
    }

    /** Tabs, which the compiler repeats above its caret, become blanks, and nothing in the source commands a terminal. */
    private static String shown(String line) {
        String safe =
                ADVICE.matcher(line).replaceFirst("").replace("\t", "    ").replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return safe.length() > MAX_LINE ? safe.substring(0, MAX_LINE) + " ..." : safe;
    }
}
