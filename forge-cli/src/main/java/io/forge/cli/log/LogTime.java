package io.forge.cli.log;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes the time of an event; a class of its own because to load it takes time that a start without lines can spare. */
final class LogTime {

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

    private LogTime() {}

    /**
     * A time as in ISO 8601, such as {@code 2026-11-01T09:30:00.123+01:00}.
     *
     * @param millis since 1970
     */
    static String iso(long millis, ZoneId zone) {
        return ISO.format(Instant.ofEpochMilli(millis).atZone(zone));
    }
}
