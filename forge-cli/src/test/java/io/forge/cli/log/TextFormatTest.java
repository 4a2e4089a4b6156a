package io.forge.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The log as people read it. */
class TextFormatTest {

    private final LogEvents events = new LogEvents();
    private final LogFormat format = new TextFormat(Colors.OFF);

    @Test
    void writesTimeLevelLoggerThreadAndMessage() {
        String line = write(events.info("Loaded {} in {} s", "ranker", 3));

        assertThat(line)
                .matches("2026-1\\d-\\d\\dT\\d\\d:\\d\\d:00\\.123(Z|[+-]\\d\\d:\\d\\d)"
                        + " INFO  com\\.example\\.Ranker \\[worker-1] Loaded ranker in 3 s\n");
    }

    @Test
    void namesForgesOwnClassesWithoutTheirPackage() {
        String line = write(events.event("io.forge.runtime.ActiveCall", Level.ERROR, "Failed"));

        assertThat(line).endsWith(" ERROR ActiveCall [worker-1] Failed\n");
    }

    @Test
    void appendsKeyValuesAndTheContextOfTheThread() {
        var event = events.info("Ranked");
        LogEvents.with(event, "items", 17);
        LogEvents.with(event, "query", "a \"b\"=c");
        LogEvents.with(event, "none", "");
        event.setMDCPropertyMap(Map.of("tenant", "blue"));

        assertThat(write(event)).endsWith("] Ranked items=17 query=\"a \\\"b\\\"=c\" none=\"\" tenant=blue\n");
    }

    @Test
    void letsNothingInAnEventBeginAnotherLineOrCommandTheTerminal() {
        String attack = "a\r\n2026 ERROR\tforged\u001b[2J\u0085\u009b\u2028\u202e\u0000";
        var event = events.inThread(attack, attack);
        LogEvents.with(event, attack, attack);
        event.setMDCPropertyMap(Map.of(attack, attack));

        assertThat(write(event))
                .containsPattern("^[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*\n$")
                .contains("] a\\r\\n2026 ERROR\\tforged\\u001b[2J\\u0085\\u009b\\u2028\\u202e\\u0000 ");
    }

    @Test
    void showsAnExcerptInAMessageOnLinesOfItsOwn() {
        String message = "It does not compile\n  Shout.java:7: error\n      int x = \u001b\n 2026 ERROR forged";

        assertThat(write(events.info(message)))
                .endsWith("] It does not compile\n  Shout.java:7: error\n      int x = \\u001b\\n 2026 ERROR forged\n");
    }

    @Test
    void leavesTextOfAnyLanguageAsItIs() {
        assertThat(write(events.info("Größe: 大きさ 😀 C:\\new"))).endsWith("] Größe: 大きさ 😀 C:\\new\n");
    }

    @Test
    void writesTheStackTraceBelowWithEveryLineIndentedOrNamed() {
        var cause = new IllegalArgumentException("broken\n2026 ERROR forged");
        var failure = new IllegalStateException("Cannot rank", cause);
        failure.addSuppressed(new IllegalStateException("Cannot close"));

        String[] lines = write(events.info("Failed", failure)).split("\n");

        assertThat(lines[0]).endsWith("] Failed");
        assertThat(lines[1]).isEqualTo("java.lang.IllegalStateException: Cannot rank");
        assertThat(lines[2])
                .startsWith("\tat io.forge.cli.log.TextFormatTest.writesTheStackTraceBelow")
                .endsWith(")");
        assertThat(lines)
                .contains("\tSuppressed: java.lang.IllegalStateException: Cannot close")
                .contains("Caused by: java.lang.IllegalArgumentException: broken\\n2026 ERROR forged")
                .noneMatch(line -> line.startsWith("2026 ERROR"));
    }

    @Test
    void endsAnExceptionThatCausesItself() {
        var first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));

        assertThat(write(events.info("Failed", first)))
                .contains("Caused by: java.lang.IllegalStateException: second")
                .contains("Caused by: seen above: java.lang.IllegalStateException: first");
    }

    @Test
    void paintsOnlyWhenTold() {
        var event = events.event("io.forge.cli.Main", Level.ERROR, "Failed");

        assertThat(new TextFormat(Colors.ON).write(CapturedEvent.of(event)))
                .contains("\u001b[31mERROR\u001b[0m Main [worker-1] Failed");
        assertThat(write(event)).doesNotContain("\u001b");
    }

    @Test
    void putsThePluginWhoseCodeLoggedBeforeTheLogger() {
        assertThat(format.write(new CapturedEvent(events.info("Read"), Optional.of("ocr"))))
                .endsWith(" INFO  ocr/com.example.Ranker [worker-1] Read\n");
        assertThat(format.write(new CapturedEvent(events.info("Read"), Optional.of("a\nb"))))
                .contains(" a\\nb/com.example.Ranker ");
    }

    private String write(LoggingEvent event) {
        return format.write(CapturedEvent.of(event));
    }
}
