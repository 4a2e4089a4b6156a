package io.forge.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.time.Instant;
import org.slf4j.event.KeyValuePair;

/** Events of a log that belongs to nobody else. */
final class LogEvents {

    private static final Instant TIME = Instant.parse("2026-11-01T09:30:00.123Z");

    private final LoggerContext context = new LoggerContext();

    LogEvents() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    LoggerContext context() {
        return context;
    }

    LoggingEvent info(String message, Object... arguments) {
        return event("com.example.Ranker", Level.INFO, message, arguments);
    }

    LoggingEvent event(String logger, Level level, String message, Object... arguments) {
        var event = new LoggingEvent("", context.getLogger(logger), level, message, null, arguments);
        event.setInstant(TIME);
        event.setThreadName("worker-1");
        return event;
    }

    LoggingEvent inThread(String thread, String message) {
        var event = new LoggingEvent("", context.getLogger("com.example.Ranker"), Level.INFO, message, null, null);
        event.setThreadName(thread);
        return event;
    }

    static LoggingEvent with(LoggingEvent event, String key, Object value) {
        event.addKeyValuePair(new KeyValuePair(key, value));
        return event;
    }
}
