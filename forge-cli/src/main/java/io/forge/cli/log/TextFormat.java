package io.forge.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Writes the log for people: one line for each event, and the stack trace of its exception below. */
final class TextFormat implements LogFormat {

    private static final String FORGE = "io.forge.";

    private static final String PLAIN = "\u001b[0m";
    private static final String FAINT = "\u001b[2m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String GREEN = "\u001b[32m";

    private final Colors colors;

    TextFormat(Colors colors) {
        this.colors = colors;
    }

    @Override
    public String write(CapturedEvent captured) {
        ILoggingEvent event = captured.event();
        var line = new StringBuilder(256);
        paint(line, FAINT, LogTime.iso(event.getTimeStamp(), ZoneId.systemDefault()));
        line.append(' ');
        paint(line, colorOf(event.getLevel()), "%-5s".formatted(event.getLevel()));
        line.append(' ');
        captured.plugin().ifPresent(plugin -> appendPlugin(line, plugin));
        Printable.append(line, shortNameOf(event.getLoggerName()));
        line.append(" [");
        Printable.append(line, event.getThreadName());
        line.append("] ");
        Printable.appendWithExcerpt(line, event.getFormattedMessage());
        appendValues(line, event);
        line.append('\n');
        if (event.getThrowableProxy() != null) {
            StackTraces.append(line, event.getThrowableProxy());
        }
        return line.toString();
    }

    private static void appendPlugin(StringBuilder line, String plugin) {
        Printable.append(line, plugin);
        line.append('/');
    }

    private void paint(StringBuilder line, String color, String text) {
        switch (colors) {
            case ON -> line.append(color).append(text).append(PLAIN);
            case OFF -> line.append(text);
        }
    }

    private static String colorOf(Level level) {
        if (level.isGreaterOrEqual(Level.ERROR)) {
            return RED;
        }
        if (level.isGreaterOrEqual(Level.WARN)) {
            return YELLOW;
        }
        return level.isGreaterOrEqual(Level.INFO) ? GREEN : FAINT;
    }

    /** Forge's own classes are known without their package; everything else is not. */
    private static String shortNameOf(String logger) {
        return logger.startsWith(FORGE) ? logger.substring(logger.lastIndexOf('.') + 1) : logger;
    }

    private static void appendValues(StringBuilder line, ILoggingEvent event) {
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> appendValue(line, pair.key, pair.value));
        }
        event.getMDCPropertyMap().forEach((key, value) -> appendValue(line, key, value));
    }

    private static void appendValue(StringBuilder line, @Nullable String key, @Nullable Object value) {
        line.append(' ');
        Printable.append(line, key);
        line.append('=');
        String text = String.valueOf(value);
        if (text.isEmpty() || text.indexOf(' ') >= 0 || text.indexOf('"') >= 0 || text.indexOf('=') >= 0) {
            line.append('"');
            Printable.append(line, text.replace("\"", "\\\""));
            line.append('"');
        } else {
            Printable.append(line, text);
        }
    }
}
