package io.forge.cli.log;

import java.util.Map;

/**
 * Section {@code log}: what the log says, and how.
 *
 * @param format {@code text} for people, or {@code json}, one object per line, for programs
 * @param level the minimum severity that is logged; for the libraries inside Forge at least {@code warn}
 * @param levels levels of individual loggers and everything below them, by logger name
 */
public record LogConfig(Format format, Level level, Map<String, Level> levels) {

    /** How a line is written. */
    public enum Format {
        /** For people. */
        TEXT,
        /** For programs. */
        JSON
    }

    /** How severe a line is, the most severe first. */
    public enum Level {
        /** Something failed. */
        ERROR,
        /** Somebody must look. */
        WARN,
        /** Something was done. */
        INFO,
        /** What Forge's developers look at. */
        DEBUG,
        /** Every step. */
        TRACE
    }

    /** Checks the names of the loggers. */
    public LogConfig {
        levels = Map.copyOf(levels);
        levels.keySet().forEach(LogConfig::checkName);
    }

    private static void checkName(String logger) {
        if (logger.isBlank()) {
            throw new IllegalArgumentException(
                    "'levels' must name loggers, such as io.undertow, but has an empty name");
        }
        if (logger.equalsIgnoreCase("root")) {
            throw new IllegalArgumentException(
                    "'levels' must name loggers, such as io.undertow, but has '%s': set 'level', which holds for all"
                            .formatted(logger));
        }
    }

    /** What holds where nothing is configured. */
    public static LogConfig defaults() {
        return new LogConfig(Format.TEXT, Level.INFO, Map.of());
    }
}
