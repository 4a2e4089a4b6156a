package io.forge.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the log for programs: one JSON object on one line for each event. */
final class JsonFormat implements LogFormat {

    private final JsonFactory json = new JsonFactory();

    @Override
    public String write(CapturedEvent captured) {
        ILoggingEvent event = captured.event();
        // Into characters, not bytes: there a lone surrogate in a message is an error.
        var line = new StringWriter(512);
        try (var generator = json.createGenerator(ObjectWriteContext.empty(), line)) {
            generator.writeStartObject();
            generator.writeStringProperty("timestamp", LogTime.iso(event.getTimeStamp(), ZoneOffset.UTC));
            generator.writeStringProperty("level", event.getLevel().toString());
            generator.writeStringProperty("logger", event.getLoggerName());
            generator.writeStringProperty("thread", event.getThreadName());
            captured.plugin().ifPresent(plugin -> generator.writeStringProperty("plugin", plugin));
            generator.writeStringProperty("message", event.getFormattedMessage());
            writeMap(generator, "values", valuesOf(event));
            writeMap(generator, "mdc", event.getMDCPropertyMap());
            if (event.getThrowableProxy() != null) {
                writeException(generator, event.getThrowableProxy());
            }
            generator.writeEndObject();
        }
        return line.append('\n').toString();
    }

    /** By key, as an object may have each only once; the last one counts. */
    private static Map<String, @Nullable Object> valuesOf(ILoggingEvent event) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> values.put(String.valueOf(pair.key), pair.value));
        }
        return values;
    }

    private static void writeMap(JsonGenerator generator, String name, Map<String, ? extends @Nullable Object> values) {
        if (values.isEmpty()) {
            return;
        }
        generator.writeObjectPropertyStart(name);
        values.forEach((key, value) -> {
            generator.writeName(key);
            writeValue(generator, value);
        });
        generator.writeEndObject();
    }

    private static void writeValue(JsonGenerator generator, @Nullable Object value) {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof Boolean bool) {
            generator.writeBoolean(bool);
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            generator.writeNumber(((Number) value).longValue());
        } else if (value instanceof Double || value instanceof Float) {
            generator.writeNumber(((Number) value).doubleValue());
        } else if (value instanceof BigInteger number) {
            generator.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            generator.writeNumber(number);
        } else {
            generator.writeString(value.toString());
        }
    }

    private static void writeException(JsonGenerator generator, IThrowableProxy exception) {
        var trace = new StringBuilder(4096);
        StackTraces.append(trace, exception);
        generator.writeObjectPropertyStart("exception");
        generator.writeStringProperty("type", exception.getClassName());
        generator.writeStringProperty("message", exception.getMessage());
        generator.writeStringProperty("stackTrace", trace.toString());
        generator.writeEndObject();
    }
}
