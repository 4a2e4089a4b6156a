package io.forge.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.forge.http.management.LoggerLevels;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Shows and changes the levels of Logback's loggers. */
final class LogbackLevels implements LoggerLevels {

    private static final List<String> LEVELS = List.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE", "OFF");

    private final LoggerContext context;

    /** What those that were changed had before; guarded by this map. */
    private final Map<String, Optional<Level>> before = new HashMap<>();

    LogbackLevels(LoggerContext context) {
        this.context = context;
    }

    @Override
    public List<String> names() {
        return context.getLoggerList().stream().map(Logger::getName).toList();
    }

    @Override
    public Optional<String> ownLevelOf(String name) {
        return Optional.ofNullable(context.exists(name)).map(Logger::getLevel).map(Level::toString);
    }

    @Override
    public String effectiveLevelOf(String name) {
        String above = name;
        while (true) {
            var logger = Optional.ofNullable(context.exists(above));
            int dot = above.lastIndexOf('.');
            if (logger.isPresent()) {
                return logger.get().getEffectiveLevel().toString();
            }
            above = dot < 0 ? ROOT : above.substring(0, dot);
        }
    }

    @Override
    public void set(String name, String level) {
        String known = level.toUpperCase(Locale.ROOT);
        if (!LEVELS.contains(known)) {
            throw new IllegalArgumentException(
                    "There is no level '%s': use one of %s".formatted(level, String.join(", ", LEVELS)));
        }
        var logger = context.getLogger(name);
        synchronized (before) {
            before.putIfAbsent(name, Optional.ofNullable(logger.getLevel()));
            logger.setLevel(Level.toLevel(known));
        }
    }

    @Override
    public void reset(String name) {
        synchronized (before) {
            var level = Optional.ofNullable(before.remove(name));
            level.ifPresent(own -> context.getLogger(name).setLevel(own.orElse(null)));
        }
    }
}
