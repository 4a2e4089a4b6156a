package io.forge.cli.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ch.qos.logback.classic.spi.LoggingEvent;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The log as programs read it. */
class JsonFormatTest {

    private final LogEvents events = new LogEvents();
    private final LogFormat format = new JsonFormat();

    @Test
    void writesTheMessageWithItsArgumentsInPlace() {
        assertThat(write(events.info("Loaded {} in {} s", "ranker", 3)))
                .isEqualTo("{\"timestamp\":\"2026-11-01T09:30:00.123Z\",\"level\":\"INFO\","
                        + "\"logger\":\"com.example.Ranker\",\"thread\":\"worker-1\","
                        + "\"message\":\"Loaded ranker in 3 s\"}\n");
    }

    @Test
    void keepsTheTypesOfKeyValues() {
        var event = events.info("Ranked");
        LogEvents.with(event, "count", 17);
        LogEvents.with(event, "share", 0.5);
        LogEvents.with(event, "unknown", Double.NaN);
        LogEvents.with(event, "price", new BigDecimal("12.50"));
        LogEvents.with(event, "cached", true);
        LogEvents.with(event, "level", Thread.State.NEW);
        LogEvents.with(event, "nothing", null);
        LogEvents.with(event, "count", 18);

        assertThat(write(event))
                .contains("\"values\":{\"count\":18,\"share\":0.5,\"unknown\":\"NaN\",\"price\":12.50,\"cached\":true,"
                        + "\"level\":\"NEW\",\"nothing\":null}");
    }

    @Test
    void writesTheContextOfTheThread() {
        var event = events.info("Ranked");
        event.setMDCPropertyMap(Map.of("tenant", "blue"));

        assertThat(parse(write(event))).contains(entry("mdc", Map.of("tenant", "blue")));
    }

    @Test
    void staysOneLineThatSaysWhateverTheMessageHas() {
        String attack = "a\r\n{\"level\":\"ERROR\"}\"\u001b[2J\u2028\\";
        var event = events.info(attack);
        LogEvents.with(event, attack, attack);

        String line = write(event);

        assertThat(line).endsWith("}\n");
        assertThat(line.substring(0, line.length() - 1)).doesNotContainPattern("\\p{Cc}");
        assertThat(parse(line)).contains(entry("message", attack), entry("values", Map.of(attack, attack)));
    }

    @Test
    void writesHalfACharacterToo() {
        assertThat(parse(write(events.info("half \ud83d of one")))).containsKey("message");
    }

    @Test
    void writesNoMessageAsNull() {
        assertThat(parse(write(events.info(null)))).contains(entry("message", null));
    }

    @Test
    void writesAnExceptionWithItsTraceAsText() {
        var failure = new IllegalStateException("Cannot\nrank", new IllegalArgumentException("broken"));

        @SuppressWarnings("unchecked")
        var exception = (Map<String, String>)
                parse(write(events.info("Failed", failure))).get("exception");

        assertThat(exception)
                .contains(entry("type", "java.lang.IllegalStateException"), entry("message", "Cannot\nrank"));
        assertThat(exception.get("stackTrace"))
                .startsWith("java.lang.IllegalStateException: Cannot\\nrank\n\tat io.forge.cli.log.JsonFormatTest.")
                .contains("\nCaused by: java.lang.IllegalArgumentException: broken\n");
    }

    @Test
    void namesThePluginWhoseCodeLogged() {
        var event = new CapturedEvent(events.info("Read"), Optional.of("tell \"tales\""));

        assertThat(parse(format.write(event))).contains(entry("plugin", "tell \"tales\""));
    }

    private String write(LoggingEvent event) {
        return format.write(CapturedEvent.of(event));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> parse(String line) {
        return JsonMapper.shared().readValue(line, Map.class);
    }
}
