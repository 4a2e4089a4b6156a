package io.forge.config;

/**
 * Where a value stands.
 *
 * @param source a file, a flag, an environment variable, or the application that embeds the server
 * @param line counted from 1; 0 where the source has no lines
 * @param column counted from 1; 0 where the source has no lines
 */
public record Origin(String source, int line, int column) {

    /** No place that a user could look at, such as a value that a program has set. */
    public static final Origin NONE = of("");

    /** A place in a source without lines. */
    public static Origin of(String source) {
        return new Origin(source, 0, 0);
    }

    /** As editors and compilers write it: {@code forge.yaml:3:5}. */
    @Override
    public String toString() {
        return line == 0 ? source : "%s:%s:%s".formatted(source, line, column);
    }
}
