package io.forge.cli.log;

import java.util.Map;

/** Knows which of the standard streams are a terminal, and how to write to it. */
public final class Terminal {

    /** Set by the launcher where the stream is a terminal: Java cannot tell. */
    public static final String STDIN = "forge.stdin.terminal";

    public static final String STDOUT = "forge.stdout.terminal";
    public static final String STDERR = "forge.stderr.terminal";

    private static final int NARROWEST = 60;
    private static final int USUAL = 80;
    private static final int WIDEST = 120;

    private Terminal() {}

    /** Whether the log has colors in this process. */
    static Colors colors() {
        return colors(Boolean.getBoolean(STDERR), System.getenv());
    }

    /** Colors on a terminal, unless it has none or its user wants none (no-color.org). */
    public static Colors colors(boolean terminal, Map<String, String> environment) {
        boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean dumb = environment.getOrDefault("TERM", "").equals("dumb");
        return terminal && !unwanted && !dumb ? Colors.ON : Colors.OFF;
    }

    /** How wide text should be: as the terminal is, by {@code COLUMNS}, within what can be read; no process is started to ask. */
    public static int columns(boolean terminal, Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        return terminal && columns.matches("[1-9]\\d{0,5}")
                ? Math.max(NARROWEST, Math.min(Integer.parseInt(columns), WIDEST))
                : USUAL;
    }
}
